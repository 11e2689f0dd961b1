import { html } from "lit";
import { errorMessage } from "../api/errorMessages.js";

/** The message to show in place of content that could not be loaded, with a retry button. */
export const errorState = (error, retry) =>
  html`<div class="status-message error-state ${error.codes?.[0] ?? ""}" role="alert">
    <p>${errorMessage(error)}</p>
    <button class="secondary" type="button" @click=${retry}>Try again</button>
  </div>`;
