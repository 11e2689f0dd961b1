import { html, nothing } from "lit";
import { createActivity } from "../api/activities.js";
import { serverNow } from "../api/client.js";
import { session } from "../api/session.js";
import { getOwnProfile } from "../api/users.js";
import { showNotice } from "../eventBus.js";
import { navigate } from "../navigation.js";
import { formatRemaining } from "../time.js";
import { timeToLiveMillis } from "../timesToLive.js";
import { avatar } from "./avatar.js";
import { characterCounter, messageField } from "./messageField.js";
import { pendingActivity, TextForm } from "./TextForm.js";
import "./TimeToLiveField.js";

/** The form to post a crud as `user_handle`. */
class ActivityForm extends TextForm {
  static properties = { user_handle: {}, ttl: { state: true }, defaultTtl: { state: true } };

  constructor() {
    super();
    Object.assign(this, { draftName: "crud", limit: 280, ttl: "", defaultTtl: "7-days" });
  }

  subscriptions() {
    this.defaultTtlOwner = null; // the default may have changed while the form was out of the document
    return super.subscriptions();
  }

  willUpdate() {
    super.willUpdate();
    if (this.defaultTtlOwner === session.handle) return;
    this.defaultTtlOwner = session.handle;
    this.loadDefaultTtl();
  }

  /** Without a response the server's own default is shown; the server applies the account's. */
  async loadDefaultTtl() {
    const profile = await session.ready.then(() => session.user && getOwnProfile()).catch(() => null);
    this.defaultTtl = profile?.default_ttl ?? "7-days";
  }

  requestBody(message) {
    return { user_handle: this.user_handle, message, ttl: this.ttl || null };
  }

  pendingItem({ message, ttl }) {
    const millis = timeToLiveMillis(ttl ?? this.defaultTtl);
    return pendingActivity({ message, expires_at: new Date(serverNow() + millis).toISOString() });
  }

  send(json, idempotencyKey) {
    return createActivity(json, idempotencyKey);
  }

  confirmPending(pending, activity) {
    super.confirmPending(pending, activity);
    this.dispatchEvent(new CustomEvent("posted"));
    showNotice(`Posted. Expires in ${formatRemaining(activity.expires_at)}.`, {
      label: "View",
      run: () => navigate(`crud/${activity.uuid}`),
    });
  }

  render() {
    if (!session.user) return nothing;
    return html`<form class="activity-form" novalidate aria-label="Post a crud" @submit=${this.submit}>
      <span class="avatar-slot" aria-hidden="true">${avatar(this.user_handle)}</span>
      <div class="fields">
        ${messageField(this, { label: "Your crud", placeholder: "Say it while it lasts…" })} ${this.renderError()}
        <div class="form-actions">
          <time-to-live-field
            label="Expires after"
            .value=${this.ttl}
            .defaultValue=${this.defaultTtl}
            @change=${({ detail }) => (this.ttl = detail)}
          ></time-to-live-field>
          ${characterCounter(this.length, this.limit)}
          <button type="submit" aria-disabled=${!!this.isSending}>${this.isSending ? "Posting…" : "Post"}</button>
        </div>
      </div>
    </form>`;
  }
}

customElements.define("activity-form", ActivityForm);
