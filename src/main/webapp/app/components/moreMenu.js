import { html } from "lit";
import { icons } from "./icons.js";

/** A button that opens a menu of `actions`: `{ icon, label, destructive, run }`. Escape and a click elsewhere close it, as for every popover. */
export const moreMenu = (id, { className = "action", label = "More", actions }) => html`
  <button class=${className} type="button" title=${label} popovertarget=${id}>${icons.more}<span class="visually-hidden">${label}</span></button>
  <div class="menu" id=${id} popover @beforetoggle=${place} @click=${(event) => event.currentTarget.hidePopover()}>
    ${actions.map(
      (action) =>
        html`<button
          class="menu-item ${action.destructive ? "destructive" : ""}"
          type="button"
          data-action=${action.label.split(" ")[0].toLowerCase()}
          @click=${action.run}
        >
          ${icons[action.icon]} ${action.label}
        </button>`,
    )}
  </div>
`;

/** Places the menu below its button, above it near the end of the window, or beside it in a low window. It has no size yet. */
function place({ target: menu }) {
  const { top, right, bottom } = menu.previousElementSibling.getBoundingClientRect();
  const root = document.documentElement;
  const height = (0.875 + 2.75 * menu.childElementCount) * parseFloat(getComputedStyle(root).fontSize); // as in panels.css
  const lowest = innerHeight - height;
  menu.style.top = `${bottom <= lowest ? bottom : top >= height ? top - height : Math.max(8, lowest - 8)}px`;
  menu.style.right = `${Math.max(8, root.clientWidth - right - 120)}px`;
}
