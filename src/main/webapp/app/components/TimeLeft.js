import { html } from "lit";
import { dateTimeAttribute, everySecond, formatDateTime, formatTimeLeft, fractionLeft, isExpired, isExpiringSoon, isLongLived } from "../time.js";
import { icons } from "./icons.js";
import { LightDomElement } from "./LightDomElement.js";

/** The remaining life of a crud, as a bar and as text. Dispatches `expired` once, at the end. */
class TimeLeft extends LightDomElement {
  static properties = { createdAt: {}, expiresAt: {} };

  subscriptions() {
    return [everySecond(() => this.tick())];
  }

  updated() {
    this.tick();
  }

  tick() {
    if (!this.expiresAt) return;
    const text = formatTimeLeft(this.expiresAt);
    if (text !== this.text) {
      this.text = text;
      this.requestUpdate();
    }
    this.style.setProperty("--fraction-left", fractionLeft(this.createdAt, this.expiresAt).toFixed(4));
    this.classList.toggle("expiring-soon", isExpiringSoon(this.createdAt, this.expiresAt));
    this.classList.toggle("long-lived", isLongLived(this.expiresAt));
    if (isExpired(this.expiresAt) && !this.hasExpired) {
      this.hasExpired = true;
      this.dispatchEvent(new CustomEvent("expired", { bubbles: true }));
    }
  }

  render() {
    return html`
      <span class="time-left-bar" aria-hidden="true"><i></i></span>
      <time class="time-left-text" datetime=${dateTimeAttribute(this.expiresAt)} title="Until ${formatDateTime(this.expiresAt)}">${icons.flame}${this.text}</time>
    `;
  }
}

customElements.define("time-left", TimeLeft);
