import { html, nothing } from "lit";
import { goBack } from "../navigation.js";
import { avatar } from "./avatar.js";
import { icons } from "./icons.js";

/** The header of a page with its `<h1>`; `back` adds a back button, `handle` the picture of that user and a link to the profile, `end` the last part. */
export function pageHeader(title, { back = false, handle, end = nothing } = {}) {
  const heading = html`<h1 tabindex="-1" dir="auto">${title}</h1>`;
  return html`<header class="page-header">
    ${back
      ? html`<button class="toolbar-button icon-only" type="button" title="Back" @click=${goBack}>
          ${icons.back}<span class="visually-hidden">Back</span>
        </button>`
      : nothing}
    ${handle
      ? html`<a class="conversation-partner" href="@${handle}">
          ${avatar(handle)}
          <div class="names">${heading}</div>
        </a>`
      : heading}
    ${end}
  </header>`;
}
