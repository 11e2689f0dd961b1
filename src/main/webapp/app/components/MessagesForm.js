import { html } from "lit";
import { sendMessage } from "../api/messages.js";
import { session } from "../api/session.js";
import { randomId } from "../storage.js";
import { characterCounter, messageField } from "./messageField.js";
import { TextForm } from "./TextForm.js";

/**
 * The form to send a message to `handle`, with the content `above` it. Dispatches `message-changed` with `{ pending, message }`: first with
 * the pending message, then with the stored one, or with none if the server did not store it.
 */
class MessagesForm extends TextForm {
  static properties = { handle: {}, above: { attribute: false } };

  constructor() {
    super();
    this.limit = 1024;
  }

  get draftName() {
    return `message.${this.handle}`;
  }

  requestBody(message) {
    return { user_receiver_handle: this.handle, message };
  }

  pendingItem({ message }) {
    return { ...session.user, uuid: `pending-${randomId()}`, message, created_at: new Date().toISOString(), pending: true };
  }

  send(json, idempotencyKey) {
    return sendMessage(json, idempotencyKey);
  }

  /** Enter sends where there is a keyboard; on a touch screen it begins a line. */
  isSendKey(event) {
    const isEnter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    return super.isSendKey(event) || (isEnter && !matchMedia("(pointer: coarse)").matches);
  }

  showPending(pending) {
    this.dispatchChange({ pending, message: pending });
  }

  confirmPending(pending, message) {
    this.dispatchChange({ pending, message });
  }

  discardPending(pending) {
    this.dispatchChange({ pending });
  }

  dispatchChange(detail) {
    this.dispatchEvent(new CustomEvent("message-changed", { detail }));
  }

  render() {
    return html`<form class="messages-form" novalidate aria-label="Write to @${this.handle}" @submit=${this.submit}>
      ${this.above}
      <div class="fields">
        ${messageField(this, { label: `Your message to @${this.handle}`, placeholder: "Write a message", rows: 1 })}
      </div>
      ${this.length > this.limit / 2 ? characterCounter(this.length, this.limit) : ""}
      <button type="submit" aria-disabled=${!!this.isSending}>Send</button>
      ${this.renderError()}
    </form>`;
  }
}

customElements.define("messages-form", MessagesForm);
