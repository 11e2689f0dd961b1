import { html } from "lit";
import { request } from "../api/client.js";
import { errorState } from "../components/errorState.js";
import { LightDomElement } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import { subscribe } from "../eventBus.js";

/** Shown in place of a page whose module could not be loaded. It loads the page when the server can be reached. */
class ErrorPage extends LightDomElement {
  get pageTitle() {
    return "Page not loaded";
  }

  subscriptions() {
    return [subscribe("connection", ({ reachable }) => reachable && location.reload())];
  }

  /** Reloads only if the server can be reached; otherwise the browser would show its own error page. */
  async retry() {
    try {
      await request("health-check");
    } catch (error) {
      if (!error.status) return;
    }
    location.reload();
  }

  render() {
    return html`${pageHeader(this.pageTitle)} ${errorState({ codes: ["unreachable"] }, () => this.retry())}`;
  }
}

customElements.define("error-page", ErrorPage);
