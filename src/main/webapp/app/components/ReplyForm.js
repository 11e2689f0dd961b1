import { html } from "lit";
import { reply } from "../api/activities.js";
import { session } from "../api/session.js";
import { avatar } from "./avatar.js";
import { messageField, roomLeft } from "./messageField.js";
import { pendingActivity, TextForm } from "./TextForm.js";

/** Answers `activity`; fires `replied`, or `cancelled`. */
class ReplyForm extends TextForm {
  static properties = { activity: { attribute: false }, eager: { type: Boolean }, lasting: { type: Boolean } };

  constructor() {
    super();
    this.limit = 1024;
  }

  get draftName() {
    return `reply.${this.activity.uuid}`;
  }

  firstUpdated() {
    if (this.eager) this.textarea.focus();
  }

  json(message) {
    return { user_handle: session.handle, message };
  }

  pending({ message }) {
    const { uuid, expires_at } = this.activity;
    return pendingActivity({ message, expires_at, reply_to_activity_uuid: uuid });
  }

  send(json, key) {
    return reply(this.activity.uuid, json, key);
  }

  shown(pending, activity) {
    super.shown(pending, activity);
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
      <span class="face" aria-hidden="true">${avatar(session.handle)}</span>
      <div class="fields">
        ${messageField(this, { label: `Your reply to @${this.activity.handle}`, placeholder: "Answer before it burns out…", rows: 2 })}
        ${this.renderFailure()}
        <div class="row">
          ${roomLeft(this.length, this.limit)}
          ${this.lasting ? "" : html`<button class="quiet" type="button" @click=${this.cancel}>Cancel</button>`}
          <button type="submit" aria-disabled=${!!this.sending}>Reply</button>
        </div>
      </div>
    </form>`;
  }
}

customElements.define("reply-form", ReplyForm);
