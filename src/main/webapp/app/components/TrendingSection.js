import { html, nothing } from "lit";
import { getTrends } from "../api/activities.js";
import { subscribe } from "../eventBus.js";
import { LightDomElement } from "./LightDomElement.js";

const MAX_TAGS = 5;
const REFRESH_MILLIS = 60_000;

/** The tags that most cruds contain. */
class TrendingSection extends LightDomElement {
  static properties = { trends: { state: true } };

  subscriptions() {
    this.load();
    const timer = setInterval(() => document.hidden || this.load(), REFRESH_MILLIS);
    return [() => clearInterval(timer), subscribe("post-confirmed", () => this.load())];
  }

  async load() {
    try {
      this.trends = await getTrends(MAX_TAGS);
    } catch {
      // The panel keeps its content; OfflineNotice shows that the server is unreachable.
    }
  }

  render() {
    if (this.trends?.length === 0) return nothing;
    return html`<section class="panel trending">
      <h2>Trending</h2>
      ${this.trends
        ? html`<ol role="list">
            ${this.trends.map(
              ({ tag, cruds_count }) =>
                html`<li>
                  <a href="search?term=${encodeURIComponent(tag)}"
                    ><b dir="auto">${tag}</b> <span>${cruds_count} ${cruds_count === 1 ? "crud" : "cruds"}</span></a
                  >
                </li>`,
            )}
          </ol>`
        : html`<div class="skeleton-lines" aria-hidden="true">${Array(MAX_TAGS).fill(html`<i></i>`)}</div>`}
    </section>`;
  }
}

customElements.define("trending-section", TrendingSection);
