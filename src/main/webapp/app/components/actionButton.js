import { html, nothing } from "lit";
import { icons } from "./icons.js";

/**
 * A button below a crud. `pressed` makes it a toggle button; `expanded` tells whether the form that it opens is open. Undefined means
 * neither.
 */
export function actionButton({ icon, label, count, pressed, expanded, onClick }) {
  return html`<button
    class="action ${icon}"
    type="button"
    data-action=${label.toLowerCase()}
    aria-pressed=${pressed ?? nothing}
    aria-expanded=${expanded ?? nothing}
    title=${label}
    @click=${onClick}
  >
    ${icons[icon]}<span class="visually-hidden">${label}</span> ${count ? html`<span class="count">${count}</span>` : ""}
  </button>`;
}
