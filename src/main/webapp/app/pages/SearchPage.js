import { html } from "lit";
import { searchActivities } from "../api/activities.js";
import "../components/ActivityFeed.js";
import { LightDomElement } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import "../components/SearchField.js";
import { queryParameters } from "../navigation.js";

/** Search results for the words, #tag or @handle of the query parameter `term`. */
class SearchPage extends LightDomElement {
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

  render() {
    return html`
      ${pageHeader("Search")}
      <search-field class="in-page" .term=${this.term}></search-field>
      ${this.term
        ? html`<activity-feed
            label="Cruds that match"
            .source=${this.source}
            .term=${this.term}
            .empty=${html`<h2>Nothing found</h2><p>No crud contains “${this.term}”. Replies are not searched.</p>`}
          ></activity-feed>`
        : html`<div class="status-message"><h2>What are you looking for?</h2><p>Words, a #tag or a @handle.</p></div>`}
    `;
  }
}

customElements.define("search-page", SearchPage);
