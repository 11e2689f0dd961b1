import { html, nothing } from "lit";
import { call } from "../api/client.js";
import { session } from "../api/session.js";
import { on } from "../bus.js";
import { LightElement } from "./LightElement.js";

const EVERY = 5_000;

/** Says that Cruddur is out of reach, and asks now and then whether it is back. */
class OfflineNotice extends LightElement {
  static properties = { lost: { state: true } };

  listening() {
    const retry = () => this.retry();
    addEventListener("online", retry);
    addEventListener("offline", retry);
    return [
      on("connection", ({ reachable }) => this.turn(!reachable)),
      () => removeEventListener("online", retry),
      () => removeEventListener("offline", retry),
    ];
  }

  turn(lost) {
    this.lost = lost;
    clearInterval(this.timer);
    if (lost) this.timer = setInterval(() => this.retry(), EVERY);
  }

  async retry() {
    try {
      // Whatever comes back, something answered: the client tells the rest.
      await call("health-check");
      if (!session.auth) await session.reload();
    } catch {}
  }

  render() {
    return html`<div class="offline-region" role="status">
      ${this.lost
        ? html`<p class="offline">
            <span>Cruddur is out of reach. What you write is kept here.</span>
            <button class="quiet" type="button" @click=${this.retry}>Try now</button>
          </p>`
        : nothing}
    </div>`;
  }
}

customElements.define("offline-notice", OfflineNotice);
