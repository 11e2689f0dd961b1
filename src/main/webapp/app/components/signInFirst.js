import { html } from "lit";

/** In place of what only somebody signed in has. */
export const signInFirst = (what) =>
  html`<div class="state"><h2>Who are you?</h2><p>Sign in to see ${what}.</p><a class="button" href="sign-in">Sign in</a></div>`;
