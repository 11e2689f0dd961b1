import { html, nothing } from "lit";
import { createActivity } from "../api/activities.js";
import { serverNow } from "../api/client.js";
import { session } from "../api/session.js";
import { showNotice } from "../eventBus.js";
import { navigate } from "../navigation.js";
import { loadItem, saveItem } from "../storage.js";
import { formatRemaining } from "../time.js";
import { avatar } from "./avatar.js";
import { characterCounter, messageField } from "./messageField.js";
import { pendingActivity, TextForm } from "./TextForm.js";

const HOUR_MILLIS = 3_600_000;

/** The times to live that the API accepts: value, label, milliseconds. */
const TIMES_TO_LIVE = [
  ["1-hour", "1 hour", HOUR_MILLIS],
  ["3-hours", "3 hours", 3 * HOUR_MILLIS],
  ["12-hours", "12 hours", 12 * HOUR_MILLIS],
  ["1-day", "1 day", 24 * HOUR_MILLIS],
  ["3-days", "3 days", 72 * HOUR_MILLIS],
  ["7-days", "7 days", 168 * HOUR_MILLIS],
  ["30-days", "30 days", 720 * HOUR_MILLIS],
];

/** The form to post a crud as `user_handle`. */
class ActivityForm extends TextForm {
  static properties = { user_handle: {}, ttl: { state: true } };

  constructor() {
    super();
    Object.assign(this, { draftName: "crud", limit: 280, ttl: loadItem("ttl", "7-days") });
  }

  requestBody(message) {
    return { user_handle: this.user_handle, message, ttl: this.ttl };
  }

  pendingItem({ message, ttl }) {
    const [, , millis] = TIMES_TO_LIVE.find(([value]) => value === ttl);
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

  setTimeToLive(ttl) {
    this.ttl = ttl;
    saveItem("ttl", ttl);
  }

  render() {
    if (!session.user) return nothing;
    return html`<form class="activity-form" novalidate aria-label="Post a crud" @submit=${this.submit}>
      <span class="avatar-slot" aria-hidden="true">${avatar(this.user_handle)}</span>
      <div class="fields">
        ${messageField(this, { label: "Your crud", placeholder: "Say it while it lasts…" })} ${this.renderError()}
        <div class="form-actions">
          <label class="ttl-field"
            ><span>Expires after</span>
            <select name="ttl" .value=${this.ttl} @change=${(event) => this.setTimeToLive(event.target.value)}>
              ${TIMES_TO_LIVE.map(([value, label]) => html`<option value=${value} ?selected=${value === this.ttl}>${label}</option>`)}
            </select>
          </label>
          ${characterCounter(this.length, this.limit)}
          <button type="submit" aria-disabled=${!!this.isSending}>${this.isSending ? "Posting…" : "Post"}</button>
        </div>
      </div>
    </form>`;
  }
}

customElements.define("activity-form", ActivityForm);
