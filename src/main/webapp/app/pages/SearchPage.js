import { html, nothing } from "lit";
import { searchActivities } from "../api/activities.js";
import { searchUsers } from "../api/users.js";
import "../components/ActivityFeed.js";
import { LightDomElement } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import "../components/SearchField.js";
import "../components/SuggestedUsersSection.js";
import "../components/TrendingSection.js";
import { userList } from "../components/userList.js";
import { queryParameters } from "../navigation.js";

const MAX_USERS = 3;

/** The people and cruds that match the query parameter `term`: words, an emoji, a #tag or a @handle. */
class SearchPage extends LightDomElement {
  static properties = { users: { state: true } };

  constructor() {
    super();
    this.term = queryParameters().get("term") ?? "";
    this.source = (url) => searchActivities(this.term, url);
  }

  get pageTitle() {
    return this.term ? `Search: ${this.term}` : "Search";
  }

  get focusTarget() {
    return this.term ? null : this.querySelector("input");
  }

  async getUpdateComplete() {
    await super.getUpdateComplete();
    return this.querySelector("search-field").updateComplete;
  }

  async firstUpdated() {
    if (!this.term || this.term.startsWith("#")) return;
    try {
      this.users = await searchUsers(this.term, MAX_USERS);
    } catch {
      // The feed shows the error.
    }
  }

  render() {
    return html`
      ${pageHeader("Search")}
      <search-field class="in-page" .term=${this.term}></search-field>
      ${this.users?.length ? html`<section class="suggested found" aria-label="People">${userList(this.users)}</section>` : nothing}
      ${this.term
        ? html`<activity-feed
            label="Cruds that match"
            .source=${this.source}
            .term=${this.term}
            .empty=${html`<h2>Nothing found</h2><p>No crud contains “${this.term}”. Replies are not searched.</p><a class="button secondary" href="search">New search</a>`}
          ></activity-feed>`
        : html`<div class="status-message"><h2>What are you looking for?</h2><p>Words, an emoji, a #tag or a person.</p></div>
            <div class="discover"><trending-section></trending-section><suggested-users-section></suggested-users-section></div>`}
    `;
  }
}

customElements.define("search-page", SearchPage);
