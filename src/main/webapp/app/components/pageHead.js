import { html, nothing } from "lit";
import { icons } from "./icons.js";

/** The head of a page; `back` shows a way back. */
export function pageHead(title, { back = false, extra = nothing } = {}) {
  return html`<header class="page-head">
    ${back
      ? html`<button class="tool icon-only" type="button" title="Back" @click=${() => (history.length > 1 ? history.back() : location.assign("./"))}>
          ${icons.back}<span class="visually-hidden">Back</span>
        </button>`
      : nothing}
    <h1 tabindex="-1" dir="auto">${title}</h1>
    ${extra}
  </header>`;
}
