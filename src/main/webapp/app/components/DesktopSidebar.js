import { html } from "lit";
import { session } from "../api/session.js";
import "./JoinSection.js";
import { LightDomElement, updateOnSessionChange } from "./LightDomElement.js";
import "./SearchField.js";
import "./SuggestedUsersSection.js";
import "./TrendingSection.js";

/** The column on the right of wide screens. */
class DesktopSidebar extends LightDomElement {
  static properties = { active: {} };

  subscriptions() {
    return [updateOnSessionChange(this)];
  }

  render() {
    return html`<aside aria-label="Trends and users">
      ${this.active === "search" ? "" : html`<search-field></search-field>`}
      ${session.user || this.active === "sign-in" ? "" : html`<join-section></join-section>`}
      <trending-section></trending-section>
      <suggested-users-section></suggested-users-section>
      <footer class="small-print"><a href="docs/">The API</a> · <a href="openapi.yaml">openapi.yaml</a></footer>
    </aside>`;
  }
}

customElements.define("desktop-sidebar", DesktopSidebar);
