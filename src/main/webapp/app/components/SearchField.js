import { html } from "lit";
import { navigate } from "../navigation.js";
import { icons } from "./icons.js";
import { LightDomElement } from "./LightDomElement.js";

/** A search form; it navigates to the search page. */
class SearchField extends LightDomElement {
  static properties = { term: {} };

  search(event) {
    event.preventDefault();
    const term = this.querySelector("input").value.trim();
    if (term) navigate(`search?term=${encodeURIComponent(term)}`);
  }

  render() {
    return html`<form class="search-field" role="search" @submit=${this.search}>
      ${icons.search}
      <input
        type="search"
        name="term"
        maxlength="100"
        aria-label="Search cruds"
        placeholder="Words, #tag or @handle"
        autocapitalize="none"
        .value=${this.term ?? ""}
      />
    </form>`;
  }
}

customElements.define("search-field", SearchField);
