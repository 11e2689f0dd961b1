import { html, nothing } from "lit";
import { requestSignIn } from "../afterSignIn.js";
import { setLiked, setReposted } from "../api/activities.js";
import { errorMessage } from "../api/errorMessages.js";
import { session } from "../api/session.js";
import { publish, showNotice } from "../eventBus.js";
import { navigate } from "../navigation.js";
import { formatShortDateTime } from "../time.js";
import { actionButton } from "./actionButton.js";
import { avatar } from "./avatar.js";
import { crudText } from "./crudText.js";
import { LightDomElement, updateOnSessionChange } from "./LightDomElement.js";
import { moreMenu } from "./moreMenu.js";
import { replyList } from "./replyList.js";
import "./TimeAgo.js";
import "./TimeLeft.js";

let count = 0;

/** A crud with its action buttons and newest replies. `compact` leaves out the replies; `detail` is for the page of this crud. */
class ActivityItem extends LightDomElement {
  static properties = {
    activity: { attribute: false },
    term: {},
    compact: { type: Boolean },
    detail: { type: Boolean },
    isReplying: { state: true },
  };

  constructor() {
    super();
    this.idPrefix = `crud-${(count += 1)}`;
  }

  subscriptions() {
    return [updateOnSessionChange(this)];
  }

  render() {
    const { activity, detail, idPrefix } = this;
    const classes = [activity.pending && "pending", activity.unseen && "unseen", activity.removing && "removing", detail && "detail"];
    return html`
      <article
        class="crud ${classes.filter(Boolean).join(" ")}"
        tabindex="-1"
        aria-labelledby="${idPrefix}-author ${idPrefix}-message"
        data-uuid=${activity.uuid}
        @click=${this.open}
        @expired=${this.handleExpired}
      >
        ${activity.reposted_by
          ? html`<p class="repost-note"><a href="@${activity.reposted_by}">@${activity.reposted_by}</a> reposted</p>`
          : nothing}
        <a class="avatar-slot" href="@${activity.handle}" tabindex="-1" aria-hidden="true">${avatar(activity.handle)}</a>
        <div class="crud-body">
          <p class="byline">
            <a class="author" id="${idPrefix}-author" href="@${activity.handle}"
              ><b class="display-name" dir="auto">${activity.display_name}</b> <span class="handle">@${activity.handle}</span></a
            >
            <a class="timestamp" href="crud/${activity.uuid}"><time-ago .instant=${activity.created_at}></time-ago></a>
          </p>
          <p class="message" id="${idPrefix}-message" dir="auto">${crudText(activity.message, this.term)}</p>
          ${detail ? this.renderDates(activity) : nothing} ${this.renderActions(activity)}
          ${this.isReplying && !detail
            ? html`<reply-form .activity=${activity} focus-on-open @replied=${this.stopReplying} @cancelled=${this.stopReplying}></reply-form>`
            : nothing}
          ${this.compact || detail ? nothing : replyList(activity, this.term)}
        </div>
      </article>
    `;
  }

  renderActions({ replies_count, reposts_count, likes_count, reposted, liked, handle, pending, created_at, expires_at }) {
    const timeLeft = html`<time-left .createdAt=${created_at} .expiresAt=${expires_at}></time-left>`;
    if (pending) return html`<div class="actions"><span class="pending-note">Posting…</span>${timeLeft}</div>`;
    const expanded = this.detail ? undefined : !!this.isReplying;
    return html`<div class="actions">
      ${actionButton({ icon: "reply", label: "Reply", count: replies_count, expanded, onClick: () => this.reply() })}
      ${actionButton({ icon: "repost", label: "Repost", count: reposts_count, pressed: !!reposted, onClick: () => this.repost() })}
      ${actionButton({ icon: "heart", label: "Like", count: likes_count, pressed: !!liked, onClick: () => this.like() })}
      ${moreMenu(`${this.idPrefix}-menu`, { actions: this.moreActions(handle) })}
      ${timeLeft}
    </div>`;
  }

  moreActions(handle) {
    const { activity } = this;
    return [
      { icon: "link", label: "Copy link", run: async () => (await import("../share.js")).copyLink(activity.uuid) },
      ...(navigator.share ? [{ icon: "share", label: "Share…", run: async () => (await import("../share.js")).shareLink(activity) }] : []),
      ...(handle === session.handle ? [{ icon: "trash", label: "Delete", destructive: true, run: () => this.delete() }] : []),
    ];
  }

  renderDates({ created_at, expires_at }) {
    const date = (instant) => html`<time datetime=${new Date(instant).toISOString()}>${formatShortDateTime(instant)}</time>`;
    return html`<p class="dates">Posted ${date(created_at)}. Expires ${date(expires_at)}.</p>`;
  }

  /** A click on the crud opens its page, except on a link, a control or selected text. */
  open(event) {
    const control = event.target.closest("a, button, input, textarea, form, dialog, .menu, .replies");
    if (control || this.detail || this.activity.pending || getSelection().toString()) return;
    navigate(`crud/${this.activity.uuid}`);
  }

  handleExpired() {
    if (!this.detail) publish("removed", { uuid: this.activity.uuid });
  }

  reply() {
    if (!this.requireSignIn("reply")) return;
    if (this.detail) document.querySelector("reply-form textarea")?.focus();
    else this.isReplying = !this.isReplying;
  }

  stopReplying() {
    this.isReplying = false;
    this.querySelector('[data-action="reply"]')?.focus();
  }

  like() {
    return this.toggle(setLiked, "liked", "likes_count");
  }

  repost() {
    return this.toggle(setReposted, "reposted", "reposts_count");
  }

  /** Optimistic update: shows the change at once and reverts it if the request fails. */
  async toggle(send, flag, counter) {
    if (!this.requireSignIn(flag === "liked" ? "like" : "repost")) return;
    const { uuid, [flag]: wasOn, [counter]: previousCount } = this.activity;
    const show = (isOn, count) => publish("updated", { uuid, [flag]: isOn, [counter]: count });
    show(!wasOn, previousCount + (wasOn ? -1 : 1));
    try {
      const counts = await send(uuid, !wasOn);
      show(counts[flag], counts[counter]);
    } catch (error) {
      show(!!wasOn, previousCount);
      showNotice(errorMessage(error), { label: "Try again", run: () => this.toggle(send, flag, counter) });
    }
  }

  async delete() {
    const [{ confirmDialog }, { deleteWithUndo }] = await Promise.all([import("./confirmDialog.js"), import("../deletion.js")]);
    if (!(await confirmDialog("Delete this crud?", "Its replies go with it.", "Delete"))) return;
    deleteWithUndo(this.activity);
    if (this.detail) navigate("", { replace: true });
  }

  /** True for a signed-in user; guests get to the sign-in page, and the action is done when they have signed in. */
  requireSignIn(name) {
    if (!session.user) requestSignIn({ name, uuid: this.activity.uuid });
    return !!session.user;
  }
}

customElements.define("activity-item", ActivityItem);
