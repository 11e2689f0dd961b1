import { html } from "lit";
import { userExists } from "../userDirectory.js";
import { LightDomElement } from "./LightDomElement.js";

/** An @handle in a text: a link if the user exists. `words` is the text, in which words may be highlighted. */
class UserMention extends LightDomElement {
  static properties = { handle: {}, words: { attribute: false }, exists: { state: true } };

  async willUpdate(changed) {
    if (!changed.has("handle")) return;
    const { handle } = this;
    const answer = userExists(handle);
    this.exists = answer === true;
    if (this.exists) return;
    const exists = await answer;
    if (handle === this.handle) this.exists = exists;
  }

  render() {
    return this.exists ? html`<a href="@${this.handle}">${this.words}</a>` : this.words;
  }
}

customElements.define("user-mention", UserMention);
