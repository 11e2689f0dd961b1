import { html } from "lit";
import { LightElement } from "./LightElement.js";

/** For guests. */
class JoinSection extends LightElement {
  render() {
    return html`<section class="panel join">
      <h2>Nothing here lasts</h2>
      <p>Every crud has a fuse, from an hour to thirty days. Sign in to light one.</p>
      <a class="button" href="sign-in">Sign in</a>
    </section>`;
  }
}

customElements.define("join-section", JoinSection);
