import { html, nothing } from "lit";
import { requestSignIn } from "../afterSignIn.js";
import { setLiked, setReposted } from "../api/activities.js";
import { errorMessage } from "../api/errorMessages.js";
import { session } from "../api/session.js";
import { publish, showNotice } from "../eventBus.js";
import { goBack, navigate } from "../navigation.js";
import { dateTimeAttribute, formatShortDateTime } from "../time.js";
import { addUser } from "../userDirectory.js";
import { actionButton } from "./actionButton.js";
import { avatar } from "./avatar.js";
import { collapseBlankLines, crudText, excerpt } from "./crudText.js";
import { LightDomElement, updateOnSessionChange } from "./LightDomElement.js";
import { moreMenu } from "./moreMenu.js";
import { replyList } from "./replyList.js";
import "./TimeAgo.js";
import "./TimeLeft.js";
import "./UserMention.js";

let count = 0;

/**
 * A crud with its action buttons and newest replies. `compact` leaves out the replies; `nested` is for a reply within the crud that it answers,
 * with which it expires; `detail` is for the page of this crud.
 */
class ActivityItem extends LightDomElement {
  static properties = {
    activity: { attribute: false },
    term: {},
    compact: { type: Boolean },
    nested: { type: Boolean },
    detail: { type: Boolean },
    isReplying: { state: true },
    isExpanded: { state: true },
  };

  constructor() {
    super();
    this.idPrefix = `crud-${(count += 1)}`;
  }

  subscriptions() {
    return [updateOnSessionChange(this)];
  }

  render() {
    const { activity, detail, nested, idPrefix } = this;
    addUser(activity.handle);
    const message = collapseBlankLines(activity.message);
    const shown = detail || this.isExpanded ? message : excerpt(message);
    const flags = { pending: activity.pending, unseen: activity.unread, removing: activity.removing, expired: activity.expired, detail, nested };
    return html`
      <article
        class="crud ${Object.keys(flags).filter((name) => flags[name]).join(" ")}"
        tabindex="-1"
        aria-labelledby="${idPrefix}-author ${idPrefix}-message"
        data-uuid=${activity.uuid}
        @click=${this.open}
        @auxclick=${this.open}
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
          <p class="message" id="${idPrefix}-message" dir="auto">${crudText(shown, this.term)}</p>
          ${shown === message
            ? nothing
            : html`<button class="show-more" type="button" @click=${() => (this.isExpanded = true)}>Show more</button>`}
          ${detail ? this.renderDates(activity) : nothing} ${this.renderActions(activity)}
          ${this.isReplying && !detail
            ? html`<reply-form .activity=${activity} focus-on-open @replied=${this.handleReplied} @cancelled=${this.stopReplying}></reply-form>`
            : nothing}
        </div>
        ${this.compact || nested || detail ? nothing : replyList(activity, this.term)}
      </article>
    `;
  }

  renderActions({ expired, replies_count, reposts_count, likes_count, reposted, liked, pending, created_at, expires_at }) {
    if (expired) return nothing;
    const timeLeft = this.nested ? nothing : html`<time-left .createdAt=${created_at} .expiresAt=${expires_at}></time-left>`;
    if (pending) return html`<div class="actions"><span class="pending-note">Posting…</span>${timeLeft}</div>`;
    const expanded = this.detail ? undefined : !!this.isReplying;
    return html`<div class="actions">
      ${actionButton({ icon: "reply", label: "Reply", count: replies_count, expanded, onClick: () => this.reply() })}
      ${actionButton({ icon: "repost", label: "Repost", count: reposts_count, pressed: !!reposted, onClick: () => this.repost() })}
      ${actionButton({ icon: "heart", label: "Like", count: likes_count, pressed: !!liked, onClick: () => this.like() })}
      ${moreMenu(`${this.idPrefix}-menu`, { actions: this.moreActions() })}
      ${timeLeft}
    </div>`;
  }

  moreActions() {
    const { activity } = this;
    const isOwn = activity.handle === session.handle;
    const changeExpiry = async (isLonger) => (await import("./expiryDialog.js")).changeExpiry(activity, isLonger);
    return [
      { icon: "link", label: "Copy link", run: async () => (await import("../share.js")).copyLink(activity.uuid) },
      ...(navigator.share ? [{ icon: "share", label: "Share…", run: async () => (await import("../share.js")).shareLink(activity) }] : []),
      // A reply expires with the crud that it answers.
      ...(isOwn && !activity.reply_to_activity_uuid
        ? [
            { icon: "hourglass", label: "Keep longer…", run: () => changeExpiry(true) },
            { icon: "flame", label: "End sooner…", run: () => changeExpiry(false) },
          ]
        : []),
      ...(isOwn ? [{ icon: "trash", label: "Delete", destructive: true, run: () => this.delete() }] : []),
    ];
  }

  renderDates({ created_at, expires_at }) {
    const date = (instant) => html`<time datetime=${dateTimeAttribute(instant)}>${formatShortDateTime(instant)}</time>`;
    return html`<p class="dates">Posted ${date(created_at)}. Expires ${date(expires_at)}.</p>`;
  }

  /** A click on the crud opens its page, except on a link, a control or selected text; a middle or Ctrl click opens it in a new tab. */
  open(event) {
    const control = event.target.closest("a, button, input, textarea, form, dialog, .menu");
    const isNested = event.target.closest("article") !== event.currentTarget; // in a reply, which handles the click itself
    if (control || isNested || this.detail || this.activity.pending || event.button > 1 || getSelection().toString()) return;
    const path = `crud/${this.activity.uuid}`;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) open(new URL(path, document.baseURI), "_blank", "noopener");
    else navigate(path);
  }

  handleExpired() {
    publish("removed", { uuid: this.activity.uuid });
  }

  reply() {
    if (!this.requireSignIn("reply")) return;
    if (this.detail) document.querySelector("reply-form textarea")?.focus();
    else this.isReplying = !this.isReplying;
  }

  handleReplied() {
    this.stopReplying();
    // A reply to a nested reply is only on the page of the latter.
    if (this.nested) showNotice("Posted.", { label: "View", run: () => navigate(`crud/${this.activity.uuid}`) });
  }

  stopReplying() {
    this.isReplying = false;
    this.querySelector('[data-action="reply"]')?.focus();
  }

  like() {
    return this.toggle(setLiked, "liked", "likes_count");
  }

  repost() {
    const { activity } = this;
    const isNew = session.user && !activity.reposted;
    const toggled = this.toggle(setReposted, "reposted", "reposts_count");
    if (isNew) publish("reposted", { ...activity, reposted: true, reposts_count: activity.reposts_count + 1 });
    return toggled;
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
      showNotice(errorMessage(error), { label: "Try again", run: () => this.toggle(send, flag, counter) }, error.codes?.[0]);
    }
  }

  async delete() {
    const [{ confirmDialog }, { deleteWithUndo }] = await Promise.all([import("./confirmDialog.js"), import("../deletion.js")]);
    if (!(await confirmDialog("Delete this crud?", "Its replies go with it.", "Delete"))) return;
    deleteWithUndo(this.activity);
    if (this.detail) goBack();
  }

  /** True for a signed-in user; guests get to the sign-in page, and the action is done when they have signed in. */
  requireSignIn(name) {
    if (!session.user) requestSignIn({ name, uuid: this.activity.uuid });
    return !!session.user;
  }
}

customElements.define("activity-item", ActivityItem);
