import { html } from "lit";
import { agoWords, everySecond, inFull } from "../time.js";
import { LightElement } from "./LightElement.js";

/** How long ago an instant was; the words stay true. */
class TimeAgo extends LightElement {
  static properties = { instant: {} };

  listening() {
    return [everySecond(() => this.words !== agoWords(this.instant) && this.requestUpdate())];
  }

  render() {
    this.words = agoWords(this.instant);
    return html`<time datetime=${this.instant} title=${inFull(this.instant)}>${this.words}</time>`;
  }
}

customElements.define("time-ago", TimeAgo);
