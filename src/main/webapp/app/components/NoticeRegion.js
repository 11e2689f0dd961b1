import { html, nothing } from "lit";
import { on } from "../bus.js";
import { LightElement } from "./LightElement.js";

const SHORT = 4_000;
const LONG = 10_000;

/** One sentence at a time, for a while, perhaps with something to do about it. */
class NoticeRegion extends LightElement {
  static properties = { notice: { state: true } };

  listening() {
    return [on("notice", (notice) => this.show(notice))];
  }

  show(notice) {
    clearTimeout(this.timer);
    this.notice = notice;
    this.timer = setTimeout(() => (this.notice = null), notice.action ? LONG : SHORT);
  }

  act() {
    const { run } = this.notice.action;
    this.notice = null;
    run();
  }

  render() {
    const { notice } = this;
    return html`<div class="notices" role="status">
      ${notice
        ? html`<p class="notice">
            <span>${notice.text}</span>
            ${notice.action ? html`<button class="quiet" type="button" @click=${this.act}>${notice.action.label}</button>` : nothing}
          </p>`
        : nothing}
    </div>`;
  }
}

customElements.define("notice-region", NoticeRegion);
