import { html } from "lit";
import { sentence } from "../api/sentences.js";
import { session } from "../api/session.js";
import { recentlyActive } from "../api/users.js";
import { notice } from "../bus.js";
import { avatar } from "../components/avatar.js";
import { LightElement, withSession } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";
import { go, path, query } from "../router.js";

/** At the issuer where there is one; in open mode one picks who one is. */
class SigninPage extends LightElement {
  static properties = { users: { state: true }, failure: { state: true } };

  get pageTitle() {
    return "Sign in";
  }

  listening() {
    return [withSession(this, session)];
  }

  async firstUpdated() {
    try {
      if (path() === "sign-in/callback") return await this.complete();
      await (session.auth ? session.ready : session.reload());
      if (session.auth === "open") this.users = await recentlyActive(50);
    } catch (failure) {
      this.failure = failure;
    }
  }

  async complete() {
    const returnTo = await session.completeSignIn(query());
    go(returnTo ?? "", { replace: true });
    if (session.user) notice(`Hello, ${session.user.display_name}.`);
  }

  async atIssuer() {
    try {
      await session.signIn("");
    } catch (failure) {
      this.failure = failure;
    }
  }

  choose(user) {
    session.choose(user);
    go("");
    notice(`Hello, ${user.display_name}.`);
  }

  render() {
    return html`${pageHead("Sign in")}
      <div class="sign-in">${this.failure ? this.renderFailure() : session.auth === "open" ? this.renderPicker() : this.renderIssuer()}</div>`;
  }

  renderFailure() {
    const words = this.failure.codes ? sentence(this.failure) : `That did not work: ${this.failure.message}`;
    return html`<div class="state failed" role="alert">
      <p>${words}</p>
      <a class="button" href="sign-in" @click=${() => (this.failure = null)}>Try again</a>
    </div>`;
  }

  renderIssuer() {
    if (session.auth !== "jwt" || path() === "sign-in/callback") return html`<p class="state" role="status">One moment…</p>`;
    if (session.signedIn && !session.user) {
      return html`<div class="state">
        <h2>Not here yet</h2>
        <p>You are signed in, but nobody here is registered under that account.</p>
        <button type="button" @click=${() => session.signOut()}>Sign out</button>
      </div>`;
    }
    return html`<div class="state">
      <h2>Nothing here lasts</h2>
      <p>You sign in at ${new URL(session.oidc.issuer).host}; Cruddur never sees your password.</p>
      <button type="button" @click=${this.atIssuer}>Sign in</button>
    </div>`;
  }

  renderPicker() {
    return html`<p class="lead">Who are you? This server believes whatever you say: it is for a laptop.</p>
      <ul class="people" role="list" aria-label="People" aria-busy=${!this.users}>
        ${this.users?.map(
          (user) => html`<li>
            <button class="person" type="button" @click=${() => this.choose(user)}>
              ${avatar(user.handle)}
              <span class="names"><b dir="auto">${user.display_name}</b> <span class="handle">@${user.handle}</span></span>
            </button>
          </li>`,
        ) ?? Array(6).fill(html`<li class="waiting" aria-hidden="true"></li>`)}
      </ul>`;
  }
}

customElements.define("signin-page", SigninPage);
