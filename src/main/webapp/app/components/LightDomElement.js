import { LitElement } from "lit";
import { session } from "../api/session.js";

/** Base class: a Lit element without shadow DOM, so that one set of style sheets and all label references apply (docs/adr/0016). */
export class LightDomElement extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Override it to subscribe to events while the element is in the document. Returns the functions that unsubscribe. */
  subscriptions() {
    return [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.unsubscribers = this.subscriptions();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unsubscribers.forEach((unsubscribe) => unsubscribe());
  }
}

/** Resolves when the next frame has been painted; not while the page is hidden. */
export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Renders the element again when the user changes; for `subscriptions()`. */
export const updateOnSessionChange = (element) => session.subscribe(() => element.requestUpdate());
