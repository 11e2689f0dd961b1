import { html, nothing } from "lit";
import { subscribe } from "../eventBus.js";
import { LightDomElement } from "./LightDomElement.js";

const DURATION_MILLIS = 4_000;
const DURATION_WITH_ACTION_MILLIS = 10_000;

/** Shows one notice at a time for some seconds, with an optional button. */
class NoticeRegion extends LightDomElement {
  static properties = { notice: { state: true } };

  subscriptions() {
    return [subscribe("notice", (notice) => this.show(notice))];
  }

  show(notice) {
    clearTimeout(this.timer);
    this.notice = notice;
    this.timer = setTimeout(() => (this.notice = null), notice.action ? DURATION_WITH_ACTION_MILLIS : DURATION_MILLIS);
  }

  runAction() {
    const { run } = this.notice.action;
    this.notice = null;
    run();
  }

  render() {
    const { notice } = this;
    return html`<div class="notices" role="status">
      ${notice
        ? html`<p class="notice ${notice.errorCode ?? ""}">
            <span>${notice.text}</span>
            ${notice.action ? html`<button class="secondary" type="button" @click=${this.runAction}>${notice.action.label}</button>` : nothing}
          </p>`
        : nothing}
    </div>`;
  }
}

customElements.define("notice-region", NoticeRegion);
