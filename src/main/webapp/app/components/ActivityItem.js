import { html, nothing } from "lit";
import { like, remove, repost } from "../api/activities.js";
import { sentence } from "../api/sentences.js";
import { session } from "../api/session.js";
import { notice, tell } from "../bus.js";
import { go } from "../router.js";
import { activityAction } from "./activityAction.js";
import { avatar } from "./avatar.js";
import { confirmed } from "./confirmed.js";
import "./CrudFuse.js";
import { crudText } from "./crudText.js";
import { LightElement, withSession } from "./LightElement.js";
import { replies } from "./replies.js";
import "./ReplyForm.js";
import "./TimeAgo.js";

let count = 0;

/** A crud with what can be done to it; `compact` leaves out its replies, `alone` is its own page. */
class ActivityItem extends LightElement {
  static properties = {
    activity: { attribute: false },
    term: {},
    compact: { type: Boolean },
    alone: { type: Boolean },
    replying: { state: true },
  };

  constructor() {
    super();
    this.name = `crud-${(count += 1)}`;
  }

  listening() {
    return [withSession(this, session)];
  }

  render() {
    const { activity, alone, name } = this;
    const state = [activity.pending && "pending", activity.unseen && "unseen", activity.leaving && "leaving", alone && "alone", this.compact && "compact"];
    return html`
      <article
        class="crud ${state.filter(Boolean).join(" ")}"
        tabindex="-1"
        aria-labelledby="${name}-author ${name}-message"
        data-uuid=${activity.uuid}
        @click=${this.open}
        @burnt=${this.burnt}
      >
        ${activity.reposted_by
          ? html`<p class="context"><a href="@${activity.reposted_by}">@${activity.reposted_by}</a> reposted</p>`
          : nothing}
        <a class="face" href="@${activity.handle}" tabindex="-1" aria-hidden="true">${avatar(activity.handle)}</a>
        <div class="crud-body">
          <p class="byline">
            <a class="author" id="${name}-author" href="@${activity.handle}"
              ><b class="display-name" dir="auto">${activity.display_name}</b> <span class="handle">@${activity.handle}</span></a
            >
            <a class="when" href="crud/${activity.uuid}"><time-ago .instant=${activity.created_at}></time-ago></a>
          </p>
          <p class="message" id="${name}-message" dir="auto">${crudText(activity.message, this.term)}</p>
          ${this.renderActions(activity)}
          ${this.replying && !alone
            ? html`<reply-form .activity=${activity} eager @replied=${this.stopReplying} @cancelled=${this.stopReplying}></reply-form>`
            : nothing}
          ${this.compact || alone ? nothing : replies(activity, this.term)}
        </div>
      </article>
    `;
  }

  renderActions({ replies_count, reposts_count, likes_count, reposted, liked, handle, pending, created_at, expires_at }) {
    const fuse = html`<crud-fuse .createdAt=${created_at} .expiresAt=${expires_at}></crud-fuse>`;
    if (pending) return html`<div class="actions"><span class="pending-note">Posting…</span>${fuse}</div>`;
    return html`<div class="actions">
      ${activityAction({ icon: "reply", label: "Reply", count: replies_count, expanded: this.alone ? undefined : !!this.replying, run: this.reply, on: this })}
      ${activityAction({ icon: "repost", label: "Repost", count: reposts_count, pressed: !!reposted, run: this.repost, on: this })}
      ${activityAction({ icon: "heart", label: "Like", count: likes_count, pressed: !!liked, run: this.like, on: this })}
      ${handle === session.handle ? activityAction({ icon: "bin", label: "Delete", run: this.delete, on: this }) : nothing}
      ${fuse}
    </div>`;
  }

  /** Anywhere on a crud leads to it, but not where something else is meant. */
  open(event) {
    const meant = event.target.closest("a, button, input, textarea, form, dialog, .replies");
    if (meant || this.alone || this.activity.pending || getSelection().toString()) return;
    go(`crud/${this.activity.uuid}`);
  }

  burnt() {
    if (!this.alone) tell("gone", { uuid: this.activity.uuid });
  }

  reply() {
    if (!this.mayAct()) return;
    if (this.alone) document.querySelector("reply-form textarea")?.focus();
    else this.replying = !this.replying;
  }

  stopReplying() {
    this.replying = false;
    this.querySelector('[data-action="reply"]')?.focus();
  }

  like() {
    return this.react(like, "liked", "likes_count");
  }

  repost() {
    return this.react(repost, "reposted", "reposts_count");
  }

  /** Shown at once, taken back when the server will not have it. */
  async react(ask, flag, counter) {
    if (!this.mayAct()) return;
    const { uuid, [flag]: was, [counter]: before } = this.activity;
    const show = (on, number) => tell("update", { uuid, [flag]: on, [counter]: number });
    show(!was, before + (was ? -1 : 1));
    try {
      const answer = await ask(uuid, !was);
      show(answer[flag], answer[counter]);
    } catch (failure) {
      show(!!was, before);
      notice(sentence(failure), { label: "Try again", run: () => this.react(ask, flag, counter) });
    }
  }

  async delete() {
    if (!(await confirmed("Delete this crud?", "Its replies go with it.", "Delete"))) return;
    const { activity } = this;
    tell("gone", { uuid: activity.uuid });
    try {
      await remove(activity.uuid);
      notice("Deleted.");
      if (this.alone) go("", { replace: true });
    } catch (failure) {
      tell("back", activity);
      notice(sentence(failure));
    }
  }

  mayAct() {
    if (session.user) return true;
    go("sign-in");
    return false;
  }
}

customElements.define("activity-item", ActivityItem);
