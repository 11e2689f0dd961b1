import { html } from "lit";
import { sentence } from "../api/sentences.js";

/** In place of what could not be read, with a way to try again. */
export const failed = (failure, retry) =>
  html`<div class="state failed" role="alert">
    <p>${sentence(failure)}</p>
    <button class="quiet" type="button" @click=${retry}>Try again</button>
  </div>`;
