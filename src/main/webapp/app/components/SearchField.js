import { html } from "lit";
import { go } from "../router.js";
import { icons } from "./icons.js";
import { LightElement } from "./LightElement.js";

/** Leads to what is searched for. */
class SearchField extends LightElement {
  static properties = { term: {} };

  search(event) {
    event.preventDefault();
    const term = this.querySelector("input").value.trim();
    if (term) go(`search?term=${encodeURIComponent(term)}`);
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
