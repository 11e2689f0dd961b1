import { html } from "lit";
import { LightDomElement } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";

class NotFoundPage extends LightDomElement {
  get pageTitle() {
    return "Page not found";
  }

  render() {
    return html`${pageHeader("Page not found")}
      <div class="status-message">
        <p>There is no page at this address.</p>
        <a class="button" href="./">Home</a>
      </div>`;
  }
}

customElements.define("not-found-page", NotFoundPage);
