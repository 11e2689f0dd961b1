import { html } from "lit";
import { dateTimeAttribute, everySecond, formatDateTime, formatTimeAgo } from "../time.js";
import { LightDomElement } from "./LightDomElement.js";

/** A relative time, such as `5 min. ago`, that is kept up to date. */
class TimeAgo extends LightDomElement {
  static properties = { instant: {} };

  subscriptions() {
    return [everySecond(() => this.text !== formatTimeAgo(this.instant) && this.requestUpdate())];
  }

  render() {
    this.text = formatTimeAgo(this.instant);
    return html`<time datetime=${dateTimeAttribute(this.instant)} title=${formatDateTime(this.instant)}>${this.text}</time>`;
  }
}

customElements.define("time-ago", TimeAgo);
