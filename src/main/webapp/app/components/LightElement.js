import { LitElement } from "lit";

/** An element without a shadow: one style sheet for all, and labels reach what they name (docs/adr/0016). */
export class LightElement extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** What to hear while on the page: functions that end it. */
  listening() {
    return [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.ends = this.listening();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.ends.forEach((end) => end());
  }
}

/** Renders the element anew whenever the session changes: for `listening()`. */
export function withSession(element, session) {
  const listener = () => element.requestUpdate();
  session.addEventListener("change", listener);
  return () => session.removeEventListener("change", listener);
}
