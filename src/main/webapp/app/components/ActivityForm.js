import { html, nothing } from "lit";
import { publish } from "../api/activities.js";
import { now } from "../api/client.js";
import { session } from "../api/session.js";
import { notice } from "../bus.js";
import { recall, remember } from "../storage.js";
import { avatar } from "./avatar.js";
import { messageField, roomLeft } from "./messageField.js";
import { pendingActivity, TextForm } from "./TextForm.js";

const HOUR = 3_600_000;
const LIVES = [
  ["1-hour", "1 hour", HOUR],
  ["3-hours", "3 hours", 3 * HOUR],
  ["12-hours", "12 hours", 12 * HOUR],
  ["1-day", "1 day", 24 * HOUR],
  ["3-days", "3 days", 72 * HOUR],
  ["7-days", "7 days", 168 * HOUR],
  ["30-days", "30 days", 720 * HOUR],
];

/** Posts a crud as `user_handle`. */
class ActivityForm extends TextForm {
  static properties = { user_handle: {}, ttl: { state: true } };

  constructor() {
    super();
    Object.assign(this, { draftName: "crud", limit: 280, ttl: recall("ttl", "7-days") });
  }

  json(message) {
    return { user_handle: this.user_handle, message, ttl: this.ttl };
  }

  pending({ message, ttl }) {
    const [, , life] = LIVES.find(([name]) => name === ttl);
    return pendingActivity({ message, expires_at: new Date(now() + life).toISOString() });
  }

  send(json, key) {
    return publish(json, key);
  }

  shown(pending, activity) {
    super.shown(pending, activity);
    notice("Your crud is lit.");
    this.dispatchEvent(new CustomEvent("posted"));
  }

  live(ttl) {
    this.ttl = ttl;
    remember("ttl", ttl);
  }

  render() {
    if (!session.user) return nothing;
    return html`<form class="activity-form" novalidate aria-label="Post a crud" @submit=${this.submit}>
      <span class="face" aria-hidden="true">${avatar(this.user_handle)}</span>
      <div class="fields">
        ${messageField(this, { label: "Your crud", placeholder: "Say it while it lasts…" })} ${this.renderFailure()}
        <div class="row">
          <label class="lives"
            ><span>Burns for</span>
            <select name="ttl" .value=${this.ttl} @change=${(event) => this.live(event.target.value)}>
              ${LIVES.map(([name, words]) => html`<option value=${name} ?selected=${name === this.ttl}>${words}</option>`)}
            </select>
          </label>
          ${roomLeft(this.length, this.limit)}
          <button type="submit" aria-disabled=${!!this.sending}>${this.sending ? "Lighting…" : "Crud"}</button>
        </div>
      </div>
    </form>`;
  }
}

customElements.define("activity-form", ActivityForm);
