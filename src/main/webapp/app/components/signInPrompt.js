import { html } from "lit";

/** The message for guests in place of content that needs a sign-in. */
export const signInPrompt = (what) =>
  html`<div class="status-message"><h2>Sign in</h2><p>Sign in to see ${what}.</p><a class="button" href="sign-in">Sign in</a></div>`;
