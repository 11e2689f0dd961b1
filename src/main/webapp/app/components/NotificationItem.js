import { html, nothing } from "lit";
import { navigate } from "../navigation.js";
import { publish } from "../eventBus.js";
import { avatar } from "./avatar.js";
import { collapseBlankLines, crudText, excerpt } from "./crudText.js";
import { icons } from "./icons.js";
import { LightDomElement } from "./LightDomElement.js";
import "./TimeAgo.js";
import "./TimeLeft.js";
import "./UserMention.js";

let count = 0;

/** A notification about a crud of the current user, which it quotes: other users liked or reposted it, or it expires within a day. */
class NotificationItem extends LightDomElement {
  static properties = { activity: { attribute: false } };

  constructor() {
    super();
    this.idPrefix = `notification-${(count += 1)}`;
  }

  render() {
    const { uuid, kind, unread, removing, actors, message, notified_at, created_at, expires_at } = this.activity;
    const { idPrefix } = this;
    return html`<article
      class="crud notification ${unread ? "unseen" : ""} ${removing ? "removing" : ""}"
      tabindex="-1"
      aria-labelledby="${idPrefix}-note ${idPrefix}-message"
      data-uuid=${uuid}
      data-kind=${kind}
      @click=${this.open}
      @expired=${() => publish("removed", { uuid })}
    >
      <span class="notification-icon ${kind}">${icons[{ like: "heart", repost: "repost", expiring: "hourglass" }[kind]]}</span>
      <div class="crud-body">
        ${actors.length ? html`<p class="actors">${actors.map(({ handle }) => html`<a href="@${handle}" tabindex="-1" aria-hidden="true">${avatar(handle)}</a>`)}</p>` : nothing}
        <p class="byline">
          <span class="notification-note" id="${idPrefix}-note">${this.renderNote(this.activity)}</span>
          <a class="timestamp" href="crud/${uuid}"><time-ago .instant=${notified_at}></time-ago></a>
        </p>
        <blockquote class="message" id="${idPrefix}-message" dir="auto">${crudText(excerpt(collapseBlankLines(message)))}</blockquote>
        <div class="actions">
          ${kind === "expiring" ? html`<button class="action keep" type="button" @click=${this.keepLonger}>${icons.hourglass} Keep longer…</button>` : nothing}
          <time-left .createdAt=${created_at} .expiresAt=${expires_at}></time-left>
        </div>
      </div>
    </article>`;
  }

  /** Such as "Lena and 2 others liked your crud". */
  renderNote({ kind, actors, actors_count, reply_to_activity_uuid }) {
    const what = reply_to_activity_uuid ? "your reply" : "your crud";
    if (kind === "expiring") return html`Your crud expires within a day`;
    const [first, second] = actors.map(({ handle, display_name }) => html`<a href="@${handle}" dir="auto">${display_name}</a>`);
    const others = actors_count === 2 && second ? second : `${actors_count - 1} others`;
    return html`${first}${actors_count > 1 ? html` and ${others}` : nothing} ${kind === "like" ? "liked" : "reposted"} ${what}`;
  }

  /** A click on the notification opens the page of the crud, except on a link, a control or selected text. */
  open({ target }) {
    if (!target.closest("a, button") && !getSelection().toString()) navigate(`crud/${this.activity.uuid}`);
  }

  async keepLonger() {
    const { changeExpiry } = await import("./expiryDialog.js");
    await changeExpiry(this.activity, true);
  }
}

customElements.define("notification-item", NotificationItem);
