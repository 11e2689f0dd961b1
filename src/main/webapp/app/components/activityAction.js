import { html, nothing as none } from "lit";
import { icons } from "./icons.js";

/** A button under a crud. `pressed` makes it a switch, `expanded` says whether what it opens is open; undefined is neither. */
export function activityAction({ icon, label, count, pressed, expanded, run, on }) {
  return html`<button
    class="action ${icon}"
    type="button"
    data-action=${label.toLowerCase()}
    aria-pressed=${pressed ?? none}
    aria-expanded=${expanded ?? none}
    title=${label}
    @click=${() => run.call(on)}
  >
    ${icons[icon]}<span class="visually-hidden">${label}</span> ${count ? html`<span class="count">${count}</span>` : ""}
  </button>`;
}
