import { html } from "lit";
import { LightElement } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";

class NotFoundPage extends LightElement {
  get pageTitle() {
    return "Not here";
  }

  render() {
    return html`${pageHead("Not here")}
      <div class="state">
        <h2>Nothing but ashes</h2>
        <p>There is no such page.</p>
        <a class="button" href="./">Home</a>
      </div>`;
  }
}

customElements.define("not-found-page", NotFoundPage);
