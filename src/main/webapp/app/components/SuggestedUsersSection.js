import { html, nothing } from "lit";
import { session } from "../api/session.js";
import { getRecentlyActiveUsers } from "../api/users.js";
import { LightDomElement, updateOnSessionChange } from "./LightDomElement.js";
import { userList } from "./userList.js";

const MAX_USERS = 4;

/** The most recently active users, without the current one. */
class SuggestedUsersSection extends LightDomElement {
  static properties = { users: { state: true } };

  subscriptions() {
    this.load();
    return [updateOnSessionChange(this)];
  }

  async load() {
    try {
      this.users = await getRecentlyActiveUsers(MAX_USERS + 1);
    } catch {
      // The panel stays empty; OfflineNotice shows that the server is unreachable.
    }
  }

  render() {
    const others = this.users?.filter(({ handle }) => handle !== session.handle).slice(0, MAX_USERS);
    if (others?.length === 0) return nothing;
    return html`<section class="panel suggested">
      <h2>Recently active</h2>
      ${others
        ? userList(others)
        : html`<div class="skeleton-lines tall" aria-hidden="true">${Array(MAX_USERS).fill(html`<i></i>`)}</div>`}
    </section>`;
  }
}

customElements.define("suggested-users-section", SuggestedUsersSection);
