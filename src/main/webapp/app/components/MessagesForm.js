import { html } from "lit";
import { sendMessage } from "../api/messages.js";
import { session } from "../api/session.js";
import { newKey } from "../storage.js";
import { messageField, roomLeft } from "./messageField.js";
import { TextForm } from "./TextForm.js";

/** Writes to `handle`; fires `message` with `{ pending, message }` as it goes: sent first, then there, or not. */
class MessagesForm extends TextForm {
  static properties = { handle: {} };

  constructor() {
    super();
    this.limit = 1024;
  }

  get draftName() {
    return `message.${this.handle}`;
  }

  json(message) {
    return { user_receiver_handle: this.handle, message };
  }

  pending({ message }) {
    return { ...session.user, uuid: `pending-${newKey()}`, message, created_at: new Date().toISOString(), pending: true };
  }

  send(json, key) {
    return sendMessage(json, key);
  }

  show(pending) {
    this.fire({ pending, message: pending });
  }

  shown(pending, message) {
    this.fire({ pending, message });
  }

  unshow(pending) {
    this.fire({ pending });
  }

  fire(detail) {
    this.dispatchEvent(new CustomEvent("message", { detail }));
  }

  render() {
    return html`<form class="messages-form" novalidate aria-label="Write to @${this.handle}" @submit=${this.submit}>
      ${messageField(this, { label: `Your message to @${this.handle}`, placeholder: "Between you two…", rows: 2 })}
      <div class="row">${roomLeft(this.length, this.limit)}<button type="submit" aria-disabled=${!!this.sending}>Send</button></div>
      ${this.renderFailure()}
    </form>`;
  }
}

customElements.define("messages-form", MessagesForm);
