import { html } from "lit";
import { LightDomElement } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";

class NotFoundPage extends LightDomElement {
  get pageTitle() {
    return "Not here";
  }

  render() {
    return html`${pageHeader("Not here")}
      <div class="status-message">
        <h2>Nothing but ashes</h2>
        <p>There is no such page.</p>
        <a class="button" href="./">Home</a>
      </div>`;
  }
}

customElements.define("not-found-page", NotFoundPage);
