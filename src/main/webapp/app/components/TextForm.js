import { html, nothing } from "lit";
import { errorMessage } from "../api/errorMessages.js";
import { session } from "../api/session.js";
import { Draft } from "../drafts.js";
import { publish, subscribe } from "../eventBus.js";
import { randomId } from "../storage.js";
import { LightDomElement, updateOnSessionChange } from "./LightDomElement.js";
import { lengthText } from "./messageField.js";

let count = 0;

/**
 * Base class of the forms that send a text. It keeps a draft until the server has stored the text, and shows the text before that
 * (optimistic update). Subclasses define `draftName`, `limit` (in characters), `requestBody(text)`, `send(json, idempotencyKey)` and
 * `pendingItem(json)`, the item to show until the server has responded.
 */
export class TextForm extends LightDomElement {
  static properties = { draft: { state: true }, error: { state: true }, isSending: { state: true } };

  constructor() {
    super();
    this.fieldId = `message-${(count += 1)}`;
  }

  subscriptions() {
    this.reloadDraft();
    return [updateOnSessionChange(this), subscribe("draft-changed", () => this.reloadDraft())];
  }

  /** Another form may have changed the same draft, such as the one of the dialog. */
  reloadDraft() {
    if (!this.isSending) this.draft = undefined;
  }

  /** Each user of this browser has drafts of their own. */
  willUpdate() {
    if (this.draft && this.draftOwner === session.handle) return;
    this.draftOwner = session.handle;
    this.draft = new Draft(`${this.draftOwner}.${this.draftName}`);
  }

  get hasText() {
    return !!this.draft?.text.trim();
  }

  get textarea() {
    return this.querySelector("textarea");
  }

  /** The length of the text in Unicode code points, as the server counts. */
  get length() {
    return [...this.draft.text].length;
  }

  isSendKey({ key, ctrlKey, metaKey }) {
    return key === "Enter" && (ctrlKey || metaKey);
  }

  setText(text) {
    this.draft.setText(text);
    this.error = null;
    this.requestUpdate();
  }

  async submit(event) {
    event?.preventDefault();
    if (this.isSending) return;
    const text = this.draft.text;
    const code = !text.trim() ? "message_blank" : this.length > this.limit ? "message_exceed_max_chars" : null;
    if (code) return this.showError({ codes: [code] });
    const json = this.requestBody(text);
    const key = this.draft.idempotencyKeyFor(json);
    const pending = this.pendingItem(json);
    this.isSending = true;
    this.error = null;
    this.showPending(pending);
    try {
      const created = await this.send(json, key);
      this.draft.clear();
      this.confirmPending(pending, created);
    } catch (error) {
      this.discardPending(pending);
      this.showError(error);
      if (!error.codes) throw error;
    } finally {
      this.isSending = false;
      this.requestUpdate();
    }
  }

  showPending(pending) {
    publish("post-pending", pending);
  }

  confirmPending(pending, activity) {
    publish("post-confirmed", { pending, activity });
  }

  discardPending(pending) {
    publish("post-failed", { pending });
  }

  showError(error) {
    this.error = error;
    this.updateComplete.then(() => {
      this.textarea?.focus();
      this.textarea?.scrollIntoView({ block: "nearest" });
    });
  }

  get errorText() {
    return this.error.codes?.[0] === "message_exceed_max_chars" ? `${lengthText(this)}.` : errorMessage(this.error);
  }

  renderError() {
    return html`<p id="${this.fieldId}-error" class="error ${this.error?.codes?.[0] ?? ""}" role="alert">${this.error ? this.errorText : nothing}</p>`;
  }
}

/** A crud with a temporary uuid, to show until the server has stored it. */
export function pendingActivity({ message, expires_at, reply_to_activity_uuid = null }) {
  return {
    ...session.user,
    uuid: `pending-${randomId()}`,
    message,
    replies: [],
    replies_count: 0,
    reposts_count: 0,
    likes_count: 0,
    reply_to_activity_uuid,
    created_at: new Date().toISOString(),
    expires_at,
    pending: true,
  };
}
