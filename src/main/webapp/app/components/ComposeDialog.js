import { html } from "lit";
import { session } from "../api/session.js";
import { publish } from "../eventBus.js";
import "./ActivityForm.js";
import { icons } from "./icons.js";
import { LightDomElement } from "./LightDomElement.js";

/** A dialog to write a crud from any page. Text that is not posted stays as the draft. */
class ComposeDialog extends LightDomElement {
  static properties = { isOpen: { state: true } };

  async show() {
    this.isOpen = true;
    await this.updateComplete;
    this.querySelector("dialog").showModal();
    const form = this.querySelector("activity-form");
    await form.updateComplete;
    form.querySelector("textarea").focus();
  }

  close() {
    this.querySelector("dialog").close();
  }

  handleClose() {
    this.isOpen = false;
    publish("draft-changed");
  }

  render() {
    return html`<dialog class="dialog compose-dialog" aria-labelledby="compose-title" @close=${this.handleClose}>
      <div class="dialog-head">
        <h2 id="compose-title">New crud</h2>
        <button class="toolbar-button icon-only" type="button" title="Close" @click=${this.close}>
          ${icons.close}<span class="visually-hidden">Close</span>
        </button>
      </div>
      ${this.isOpen ? html`<activity-form .user_handle=${session.handle} @posted=${this.close}></activity-form>` : ""}
    </dialog>`;
  }
}

customElements.define("compose-dialog", ComposeDialog);
