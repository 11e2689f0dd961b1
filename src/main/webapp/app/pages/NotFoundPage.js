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
        <h2>Page not found</h2>
        <p>There is no page at this address.</p>
        <a class="button" href="./">Home</a>
      </div>`;
  }
}

customElements.define("not-found-page", NotFoundPage);
