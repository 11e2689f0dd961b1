import { html } from "lit";
import { createActivity, createReply } from "../api/activities.js";
import { session } from "../api/session.js";
import { publish, showNotice, subscribe } from "../eventBus.js";
import { navigate } from "../navigation.js";
import { isExpired } from "../time.js";
import { avatar } from "./avatar.js";
import { characterCounter, messageField } from "./messageField.js";
import { pendingActivity, TextForm } from "./TextForm.js";

/**
 * The form to reply to `activity`. Dispatches `replied` or `cancelled`. If the crud expires or is deleted before a text is sent, the form
 * remains and posts it as a new crud.
 */
class ReplyForm extends TextForm {
  static properties = {
    activity: { attribute: false },
    focusOnOpen: { type: Boolean, attribute: "focus-on-open" },
    hideCancel: { type: Boolean, attribute: "hide-cancel" },
    removedUuid: { state: true },
  };

  constructor() {
    super();
    this.limit = 1024;
  }

  subscriptions() {
    return [
      ...super.subscriptions(),
      subscribe("removed", ({ uuid }) => this.hasText && this.belongsTo(uuid) && this.becomeNewCrud(uuid)),
      subscribe("restored", ({ uuid }) => uuid === this.removedUuid && Object.assign(this, { removedUuid: null, limit: 1024 })),
    ];
  }

  belongsTo(uuid) {
    return [this.activity.uuid, this.activity.reply_to_activity_uuid].includes(uuid);
  }

  /** From now on the form posts a new crud. */
  becomeNewCrud(removedUuid) {
    Object.assign(this, { removedUuid, limit: 280 });
  }

  get draftName() {
    return `reply.${this.activity.uuid}`;
  }

  firstUpdated() {
    if (this.focusOnOpen) this.textarea.focus();
  }

  requestBody(message) {
    const body = { user_handle: session.handle, message };
    return this.removedUuid ? { ...body, ttl: null } : body; // the account's default
  }

  pendingItem({ message }) {
    const { uuid, expires_at } = this.activity;
    return pendingActivity({ message, expires_at, reply_to_activity_uuid: uuid });
  }

  send(json, idempotencyKey) {
    return "ttl" in json ? createActivity(json, idempotencyKey) : createReply(this.activity.uuid, json, idempotencyKey);
  }

  showPending(pending) {
    if (!this.removedUuid) super.showPending(pending);
  }

  confirmPending(pending, activity) {
    super.confirmPending(pending, activity);
    this.finish("replied");
    if (activity.reply_to_activity_uuid) return;
    showNotice("Posted.");
    navigate(`crud/${activity.uuid}`);
  }

  showError(error) {
    if (error.codes?.[0] === "activity_not_found") this.becomeNewCrud(this.activity.uuid);
    else super.showError(error);
  }

  cancel() {
    if (this.removedUuid) this.draft.clear();
    this.finish("cancelled");
  }

  finish(eventName) {
    this.dispatchEvent(new CustomEvent(eventName));
    if (this.removedUuid) publish("removed", { uuid: this.removedUuid });
  }

  get removedNote() {
    const reason = isExpired(this.activity.expires_at) ? "expired" : "was deleted";
    return `This crud ${reason} while you were writing. Post it as a new crud?`;
  }

  render() {
    return html`<form
      class="reply-form"
      novalidate
      aria-label="Reply to @${this.activity.handle}"
      @submit=${this.submit}
      @keydown=${(event) => event.key === "Escape" && !this.removedUuid && this.cancel()}
    >
      <span class="avatar-slot" aria-hidden="true">${avatar(session.handle)}</span>
      <div class="fields">
        ${messageField(this, { label: `Your reply to @${this.activity.handle}`, placeholder: "Write a reply", rows: 2 })}
        ${this.renderError()}
        <p class="removed-note" role="alert">${this.removedUuid ? this.removedNote : ""}</p>
        <div class="form-actions">
          ${characterCounter(this.length, this.limit)}
          ${this.hideCancel && !this.removedUuid ? "" : html`<button class="secondary" type="button" @click=${this.cancel}>Cancel</button>`}
          <button type="submit" aria-disabled=${!!this.isSending}>${this.removedUuid ? "Post" : "Reply"}</button>
        </div>
      </div>
    </form>`;
  }
}

customElements.define("reply-form", ReplyForm);
