import { html, nothing } from "lit";
import { isServerReachable, request } from "../api/client.js";
import { session } from "../api/session.js";
import { subscribe } from "../eventBus.js";
import { LightDomElement } from "./LightDomElement.js";

const RETRY_MILLIS = 5_000;

/** Shows that the server is unreachable, and checks regularly whether it is back. */
class OfflineNotice extends LightDomElement {
  static properties = { isOffline: { state: true } };

  subscriptions() {
    const retry = () => this.retry();
    this.setOffline(!isServerReachable());
    addEventListener("online", retry);
    addEventListener("offline", retry);
    return [
      subscribe("connection", ({ reachable }) => this.setOffline(!reachable)),
      () => removeEventListener("online", retry),
      () => removeEventListener("offline", retry),
    ];
  }

  setOffline(isOffline) {
    this.isOffline = isOffline;
    clearInterval(this.timer);
    if (isOffline) this.timer = setInterval(() => this.retry(), RETRY_MILLIS);
  }

  async retry() {
    try {
      // Any response makes the API client publish `connection`.
      await request("health-check");
      if (!session.auth) await session.reload();
    } catch {}
  }

  render() {
    return html`<div class="offline-region" role="status">
      ${this.isOffline
        ? html`<p class="offline-banner">
            <span>Cruddur cannot be reached. Your drafts are kept.</span>
            <button class="secondary" type="button" @click=${this.retry}>Try again</button>
          </p>`
        : nothing}
    </div>`;
  }
}

customElements.define("offline-notice", OfflineNotice);
