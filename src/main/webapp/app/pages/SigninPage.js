import { html } from "lit";
import { takeOrigin } from "../afterSignIn.js";
import { setLiked, setReposted } from "../api/activities.js";
import { errorMessage } from "../api/errorMessages.js";
import { session } from "../api/session.js";
import { getRecentlyActiveUsers } from "../api/users.js";
import { publish, showNotice } from "../eventBus.js";
import { avatar } from "../components/avatar.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import { currentPath, navigate, queryParameters } from "../navigation.js";

/** Sign-in: at the OpenID Connect issuer, or, in open mode, by choosing a user from a list. */
class SigninPage extends LightDomElement {
  static properties = { users: { state: true }, error: { state: true } };

  get pageTitle() {
    return "Sign in";
  }

  subscriptions() {
    return [updateOnSessionChange(this)];
  }

  async firstUpdated() {
    try {
      if (currentPath() === "sign-in/callback") return await this.completeSignIn();
      await (session.auth ? session.ready : session.reload());
      if (session.auth === "open") this.users = await getRecentlyActiveUsers(50);
    } catch (error) {
      this.error = error;
    }
  }

  async completeSignIn() {
    await session.completeSignIn(queryParameters());
    if (session.user) await this.finish();
    else navigate("sign-in", { replace: true });
  }

  /** Returns to where the user came from, and does what the user wanted to do there. */
  async finish() {
    const { address, action } = takeOrigin();
    navigate(address, { replace: true });
    showNotice(`Hello, ${session.user.display_name}.`);
    if (action) await ACTIONS[action.name](action.uuid);
  }

  async signInAtIssuer() {
    try {
      await session.signIn();
    } catch (error) {
      this.error = error;
    }
  }

  chooseUser(user) {
    session.chooseUser(user);
    this.finish();
  }

  render() {
    return html`${pageHeader("Sign in")}
      <div class="sign-in">${this.error ? this.renderError() : session.auth === "open" ? this.renderUserList() : this.renderIssuer()}</div>`;
  }

  renderError() {
    const text = this.error.codes ? errorMessage(this.error) : `Could not sign in: ${this.error.message}`;
    return html`<div class="status-message error-state" role="alert">
      <p>${text}</p>
      <a class="button" href="sign-in" @click=${() => (this.error = null)}>Try again</a>
    </div>`;
  }

  renderIssuer() {
    if (session.auth !== "jwt" || currentPath() === "sign-in/callback") return html`<p class="status-message" role="status">One moment…</p>`;
    if (session.signedIn && !session.user) {
      return html`<div class="status-message">
        <h2>Not registered</h2>
        <p>You are signed in, but your account is not registered here.</p>
        <button type="button" @click=${() => session.signOut()}>Sign out</button>
      </div>`;
    }
    return html`<div class="status-message">
      <h2>Nothing here lasts</h2>
      <p>You sign in at ${new URL(session.oidc.issuer).host}; Cruddur never sees your password.</p>
      <button type="button" @click=${this.signInAtIssuer}>Sign in</button>
    </div>`;
  }

  renderUserList() {
    return html`<p class="lead">Demo mode: pick anyone, no password.</p>
      <ul class="people" role="list" aria-label="People" aria-busy=${!this.users}>
        ${this.users?.map(
          (user) => html`<li>
            <button class="person" type="button" @click=${() => this.chooseUser(user)}>
              ${avatar(user.handle)}
              <span class="names"><b dir="auto">${user.display_name}</b> <span class="handle">@${user.handle}</span></span>
            </button>
          </li>`,
        ) ?? Array(6).fill(html`<li class="loading" aria-hidden="true"></li>`)}
      </ul>`;
  }
}

/** What guests may want to do: each function has the uuid of the crud. */
const ACTIONS = {
  compose: () => publish("compose"),
  like: (uuid) => react(setLiked, uuid),
  repost: (uuid) => react(setReposted, uuid),
  reply: (uuid) => navigate(`crud/${uuid}#reply`),
};

async function react(send, uuid) {
  try {
    publish("updated", { uuid, ...(await send(uuid, true)) });
  } catch (error) {
    showNotice(errorMessage(error), undefined, error.codes?.[0]);
  }
}

customElements.define("signin-page", SigninPage);
