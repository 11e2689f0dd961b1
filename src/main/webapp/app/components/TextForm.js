import { html, nothing } from "lit";
import { sentence } from "../api/sentences.js";
import { session } from "../api/session.js";
import { tell } from "../bus.js";
import { Draft } from "../drafts.js";
import { newKey } from "../storage.js";
import { LightElement, withSession } from "./LightElement.js";

let count = 0;

/**
 * What the forms that send a text share: the draft that outlives a failure and a reload, its key, and the text shown at once. A form says
 * `draftName`, `limit`, `json(text)`, `send(json, key)` and `pending(json)`, which is shown until the server has answered.
 */
export class TextForm extends LightElement {
  static properties = { draft: { state: true }, failure: { state: true }, sending: { state: true } };

  constructor() {
    super();
    this.fieldId = `message-${(count += 1)}`;
  }

  listening() {
    return [withSession(this, session)];
  }

  /** Whoever uses this browser next finds no draft of the one before. */
  willUpdate() {
    if (this.draft && this.whose === session.handle) return;
    this.whose = session.handle;
    this.draft = new Draft(`${this.whose}.${this.draftName}`);
  }

  get textarea() {
    return this.querySelector("textarea");
  }

  get length() {
    return [...this.draft.text].length;
  }

  type(text) {
    this.draft.change({ text });
    this.failure = null;
    this.requestUpdate();
  }

  async submit(event) {
    event?.preventDefault();
    if (this.sending) return;
    const text = this.draft.text;
    const wrong = !text.trim() ? "message_blank" : this.length > this.limit ? "message_exceed_max_chars" : null;
    if (wrong) return this.refuse({ codes: [wrong] });
    const json = this.json(text);
    const key = this.draft.keyFor(json);
    const pending = this.pending(json);
    this.sending = true;
    this.failure = null;
    this.show(pending);
    try {
      const answer = await this.send(json, key);
      this.draft.clear();
      this.shown(pending, answer);
    } catch (failure) {
      this.unshow(pending);
      this.refuse(failure);
      if (!failure.codes) throw failure;
    } finally {
      this.sending = false;
      this.requestUpdate();
    }
  }

  // Optimistic: a crud is in the feeds before it is posted, and taken back when it is not.
  show(pending) {
    tell("posting", pending);
  }

  shown(pending, activity) {
    tell("posted", { pending, activity });
  }

  unshow(pending) {
    tell("post-failed", { pending });
  }

  refuse(failure) {
    this.failure = failure;
    this.updateComplete.then(() => this.textarea?.focus());
  }

  renderFailure() {
    return html`<p id="${this.fieldId}-error" class="error" role="alert">${this.failure ? sentence(this.failure) : nothing}</p>`;
  }
}

/** What a crud looks like before the server has it. */
export function pendingActivity({ message, expires_at, reply_to_activity_uuid = null }) {
  return {
    ...session.user,
    uuid: `pending-${newKey()}`,
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
