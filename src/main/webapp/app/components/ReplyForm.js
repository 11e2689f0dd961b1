import { html } from "lit";
import { createReply } from "../api/activities.js";
import { session } from "../api/session.js";
import { avatar } from "./avatar.js";
import { characterCounter, messageField } from "./messageField.js";
import { pendingActivity, TextForm } from "./TextForm.js";

/** The form to reply to `activity`. Dispatches `replied` or `cancelled`. */
class ReplyForm extends TextForm {
  static properties = {
    activity: { attribute: false },
    focusOnOpen: { type: Boolean, attribute: "focus-on-open" },
    hideCancel: { type: Boolean, attribute: "hide-cancel" },
  };

  constructor() {
    super();
    this.limit = 1024;
  }

  get draftName() {
    return `reply.${this.activity.uuid}`;
  }

  firstUpdated() {
    if (this.focusOnOpen) this.textarea.focus();
  }

  requestBody(message) {
    return { user_handle: session.handle, message };
  }

  pendingItem({ message }) {
    const { uuid, expires_at } = this.activity;
    return pendingActivity({ message, expires_at, reply_to_activity_uuid: uuid });
  }

  send(json, idempotencyKey) {
    return createReply(this.activity.uuid, json, idempotencyKey);
  }

  confirmPending(pending, activity) {
    super.confirmPending(pending, activity);
    this.dispatchEvent(new CustomEvent("replied"));
  }

  cancel() {
    this.dispatchEvent(new CustomEvent("cancelled"));
  }

  render() {
    return html`<form
      class="reply-form"
      novalidate
      aria-label="Reply to @${this.activity.handle}"
      @submit=${this.submit}
      @keydown=${(event) => event.key === "Escape" && this.cancel()}
    >
      <span class="avatar-slot" aria-hidden="true">${avatar(session.handle)}</span>
      <div class="fields">
        ${messageField(this, { label: `Your reply to @${this.activity.handle}`, placeholder: "Write a reply", rows: 2 })}
        ${this.renderError()}
        <div class="form-actions">
          ${characterCounter(this.length, this.limit)}
          ${this.hideCancel ? "" : html`<button class="secondary" type="button" @click=${this.cancel}>Cancel</button>`}
          <button type="submit" aria-disabled=${!!this.isSending}>Reply</button>
        </div>
      </div>
    </form>`;
  }
}

customElements.define("reply-form", ReplyForm);
