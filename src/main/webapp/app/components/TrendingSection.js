import { html, nothing } from "lit";
import { trends } from "../api/activities.js";
import { on } from "../bus.js";
import { LightElement } from "./LightElement.js";

const EVERY = 60_000;

/** The tags that are used the most now. */
class TrendingSection extends LightElement {
  static properties = { trends: { state: true } };

  listening() {
    this.load();
    const timer = setInterval(() => document.hidden || this.load(), EVERY);
    return [() => clearInterval(timer), on("posted", () => this.load())];
  }

  async load() {
    try {
      this.trends = await trends(5);
    } catch {
      // Beside the point: what cannot be reached says so in the page.
    }
  }

  render() {
    if (this.trends?.length === 0) return nothing;
    return html`<section class="panel trending">
      <h2>Burning now</h2>
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
        : html`<div class="lines" aria-hidden="true">${Array(5).fill(html`<i></i>`)}</div>`}
    </section>`;
  }
}

customElements.define("trending-section", TrendingSection);
