import { html } from "lit";
import { LightDomElement } from "./LightDomElement.js";

/** Invites guests to sign in. */
class JoinSection extends LightDomElement {
  render() {
    return html`<section class="panel join">
      <h2>Nothing here lasts</h2>
      <p>Every crud has a fuse, from an hour to thirty days. Sign in to light one.</p>
      <a class="button" href="sign-in">Sign in</a>
    </section>`;
  }
}

customElements.define("join-section", JoinSection);
