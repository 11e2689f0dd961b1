import { html, nothing } from "lit";
import { goBack } from "../navigation.js";
import { icons } from "./icons.js";

/** The header of a page with its `<h1>`; `back` adds a back button. */
export function pageHeader(title, { back = false } = {}) {
  return html`<header class="page-header">
    ${back
      ? html`<button class="toolbar-button icon-only" type="button" title="Back" @click=${goBack}>
          ${icons.back}<span class="visually-hidden">Back</span>
        </button>`
      : nothing}
    <h1 tabindex="-1" dir="auto">${title}</h1>
  </header>`;
}
