import { html } from "lit";
import { icons } from "./icons.js";

/** The space that a menu needs below its button, in pixels. */
const MENU_HEIGHT = 240;

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

/** Places the menu below its button, or above it near the end of the window. */
function place({ target: menu }) {
  const { top, right, bottom } = menu.previousElementSibling.getBoundingClientRect();
  const isAbove = bottom + MENU_HEIGHT > innerHeight;
  const { clientWidth } = document.documentElement;
  Object.assign(menu.style, {
    top: isAbove ? "auto" : `${bottom}px`,
    bottom: isAbove ? `${innerHeight - top}px` : "auto",
    right: `${Math.max(8, clientWidth - right - 120)}px`,
  });
}
