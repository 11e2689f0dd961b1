import { html } from "lit";
import { everySecond, inFull, isEnding, isExpired, leftWords, lifeLeft } from "../time.js";
import { icons } from "./icons.js";
import { LightElement } from "./LightElement.js";

/** The fuse of a crud: a line as long as what is left of its life, and the same in words. Fires `burnt` once when it is over. */
class CrudFuse extends LightElement {
  static properties = { createdAt: {}, expiresAt: {} };

  listening() {
    return [everySecond(() => this.burn())];
  }

  updated() {
    this.burn();
  }

  burn() {
    if (!this.expiresAt) return;
    const words = leftWords(this.expiresAt);
    if (words !== this.words) {
      this.words = words;
      this.requestUpdate();
    }
    this.style.setProperty("--left", lifeLeft(this.createdAt, this.expiresAt).toFixed(4));
    this.classList.toggle("ending", isEnding(this.expiresAt));
    if (isExpired(this.expiresAt) && !this.burnt) {
      this.burnt = true;
      this.dispatchEvent(new CustomEvent("burnt", { bubbles: true }));
    }
  }

  render() {
    return html`
      <span class="fuse" aria-hidden="true"><i></i></span>
      <time class="left" datetime=${this.expiresAt} title="Until ${inFull(this.expiresAt)}">${icons.flame}${this.words}</time>
    `;
  }
}

customElements.define("crud-fuse", CrudFuse);
