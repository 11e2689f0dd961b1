import { html } from "lit";
import { searchFeed } from "../api/activities.js";
import "../components/ActivityFeed.js";
import { LightElement } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";
import "../components/SearchField.js";
import { query } from "../router.js";

/** Cruds by words, #tag or @handle. */
class SearchPage extends LightElement {
  constructor() {
    super();
    this.term = query().get("term") ?? "";
    this.source = (url) => searchFeed(this.term, url);
  }

  get pageTitle() {
    return this.term ? `Search: ${this.term}` : "Search";
  }

  firstUpdated() {
    if (!this.term) this.querySelector("input")?.focus();
  }

  render() {
    return html`
      ${pageHead("Search")}
      <search-field class="in-page" .term=${this.term}></search-field>
      ${this.term
        ? html`<activity-feed
            label="Cruds that match"
            .source=${this.source}
            .term=${this.term}
            .empty=${html`<h2>Nothing found</h2><p>No crud that still burns has “${this.term}” in it. Replies are not searched.</p>`}
          ></activity-feed>`
        : html`<div class="state"><h2>What are you looking for?</h2><p>Words, a #tag or a @handle.</p></div>`}
    `;
  }
}

customElements.define("search-page", SearchPage);
