import { html, nothing } from "lit";
import { changeTimeToLive, deleteActivity, setLiked, setReposted } from "../api/activities.js";
import { errorMessage } from "../api/errorMessages.js";
import { session } from "../api/session.js";
import { publish, showNotice } from "../eventBus.js";
import { navigate } from "../navigation.js";
import { formatTimeLeft } from "../time.js";
import { actionButton } from "./actionButton.js";
import { avatar } from "./avatar.js";
import { confirmDialog } from "./confirmDialog.js";
import { crudText } from "./crudText.js";
import { expiryDialog } from "./expiryDialog.js";
import { LightDomElement, updateOnSessionChange } from "./LightDomElement.js";
import { replyList } from "./replyList.js";
import "./ReplyForm.js";
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
          ${this.renderActions(activity)}
          ${this.isReplying && !detail
            ? html`<reply-form .activity=${activity} focus-on-open @replied=${this.stopReplying} @cancelled=${this.stopReplying}></reply-form>`
            : nothing}
          ${this.compact || detail ? nothing : replyList(activity, this.term)}
        </div>
      </article>
    `;
  }

  renderActions({ replies_count, reposts_count, likes_count, reposted, liked, handle, pending, created_at, expires_at, reply_to_activity_uuid }) {
    const timeLeft = html`<time-left .createdAt=${created_at} .expiresAt=${expires_at}></time-left>`;
    if (pending) return html`<div class="actions"><span class="pending-note">Posting…</span>${timeLeft}</div>`;
    const isOwn = handle === session.handle;
    const expanded = this.detail ? undefined : !!this.isReplying;
    return html`<div class="actions">
      ${actionButton({ icon: "reply", label: "Reply", count: replies_count, expanded, onClick: () => this.reply() })}
      ${actionButton({ icon: "repost", label: "Repost", count: reposts_count, pressed: !!reposted, onClick: () => this.repost() })}
      ${actionButton({ icon: "heart", label: "Like", count: likes_count, pressed: !!liked, onClick: () => this.like() })}
      ${isOwn && !reply_to_activity_uuid ? actionButton({ icon: "hourglass", label: "Change expiry", onClick: () => this.changeExpiry() }) : nothing}
      ${isOwn ? actionButton({ icon: "trash", label: "Delete", onClick: () => this.delete() }) : nothing}
      ${timeLeft}
    </div>`;
  }

  /** A click on the crud opens its page, except on a link, a control or selected text. */
  open(event) {
    const control = event.target.closest("a, button, input, textarea, form, dialog, .replies");
    if (control || this.detail || this.activity.pending || getSelection().toString()) return;
    navigate(`crud/${this.activity.uuid}`);
  }

  handleExpired() {
    if (!this.detail) publish("removed", { uuid: this.activity.uuid });
  }

  reply() {
    if (!this.requireSignIn()) return;
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
    if (!this.requireSignIn()) return;
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

  async changeExpiry() {
    const { uuid, expires_at } = this.activity;
    const ttl = await expiryDialog(expires_at);
    if (!ttl) return;
    try {
      const changed = await changeTimeToLive(uuid, ttl);
      publish("updated", { uuid, expires_at: changed.expires_at });
      showNotice(`${formatTimeLeft(changed.expires_at)}.`);
    } catch (error) {
      showNotice(errorMessage(error));
    }
  }

  async delete() {
    if (!(await confirmDialog("Delete this crud?", "Its replies go with it.", "Delete"))) return;
    const { activity } = this;
    publish("removed", { uuid: activity.uuid });
    try {
      await deleteActivity(activity.uuid);
      showNotice("Deleted.");
      if (this.detail) navigate("", { replace: true });
    } catch (error) {
      publish("restored", activity);
      showNotice(errorMessage(error));
    }
  }

  /** True for a signed-in user; guests get to the sign-in page. */
  requireSignIn() {
    if (session.user) return true;
    navigate("sign-in");
    return false;
  }
}

customElements.define("activity-item", ActivityItem);
