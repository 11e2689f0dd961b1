import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { getExpiring } from "../api/activities.js";
import { session } from "../api/session.js";
import { subscribe } from "../eventBus.js";
import { isLongLived } from "../time.js";
import { LightDomElement } from "./LightDomElement.js";
import "./TimeLeft.js";

const FIRST_ITEMS = 3;

/** The user's own cruds with less than a day left, the first to expire first. Empty if there are none. */
class ExpiringCruds extends LightDomElement {
  static properties = { items: { state: true }, isExpanded: { state: true } };

  constructor() {
    super();
    this.items = [];
  }

  subscriptions() {
    this.load();
    return [
      subscribe("updated", (activity) => this.change(activity)),
      subscribe("restored", (activity) => this.change(activity)),
      subscribe("removed", ({ uuid }) => this.remove(uuid)),
    ];
  }

  async load() {
    try {
      this.items = await getExpiring();
    } catch {
      // The feed below shows the error.
    }
  }

  /** An author may prolong or shorten a life, or post another crud. */
  change(activity) {
    if (!activity.message || activity.handle !== session.handle || activity.reply_to_activity_uuid) return;
    this.remove(activity.uuid);
    if (isLongLived(activity.expires_at)) return;
    this.items = [...this.items, activity].sort((one, other) => Date.parse(one.expires_at) - Date.parse(other.expires_at));
  }

  remove(removed) {
    this.items = this.items.filter(({ uuid }) => uuid !== removed);
  }

  render() {
    const { items, isExpanded } = this;
    if (!items.length) return nothing;
    return html`<section class="expiring-cruds" aria-labelledby="expiring-heading">
      <h2 class="section-heading" id="expiring-heading">Ending within a day</h2>
      <ul role="list">
        ${repeat(
          isExpanded ? items : items.slice(0, FIRST_ITEMS),
          ({ uuid }) => uuid,
          ({ uuid, message, created_at, expires_at }) =>
            html`<li @expired=${() => this.remove(uuid)}>
              <a href="crud/${uuid}" dir="auto">${message}</a> <time-left .createdAt=${created_at} .expiresAt=${expires_at}></time-left>
            </li>`,
        )}
      </ul>
      ${items.length > FIRST_ITEMS && !isExpanded
        ? html`<button class="show-more" type="button" @click=${() => (this.isExpanded = true)}>Show all ${items.length}</button>`
        : nothing}
    </section>`;
  }
}

customElements.define("expiring-cruds", ExpiringCruds);
