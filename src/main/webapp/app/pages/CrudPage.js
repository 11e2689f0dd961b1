import { html, nothing } from "lit";
import { activity, repliesFeed } from "../api/activities.js";
import { session } from "../api/session.js";
import { on } from "../bus.js";
import "../components/ActivityFeed.js";
import "../components/ActivityItem.js";
import { failed } from "../components/failed.js";
import { LightElement, withSession } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";
import "../components/ReplyForm.js";
import { merge } from "../cruds.js";

/** One crud, what it answers, and what was answered. */
class CrudPage extends LightElement {
  static properties = { uuid: {}, crud: { state: true }, parent: { state: true }, failure: { state: true } };

  get pageTitle() {
    return this.crud ? `${this.crud.display_name}: ${this.crud.message.slice(0, 60)}` : "Crud";
  }

  listening() {
    return [
      withSession(this, session),
      on("update", (news) => this.hear(news)),
      on("posting", (reply) => this.count(reply, 1)),
      on("post-failed", ({ pending }) => this.count(pending, -1)),
      on("gone", ({ uuid }) => uuid === this.uuid && (this.failure = { status: 404 })),
      on("back", ({ uuid }) => uuid === this.uuid && (this.failure = null)),
      on("connection", ({ reachable }) => reachable && this.failure && !this.crud && this.load()),
    ];
  }

  willUpdate() {
    this.source ??= (url) => repliesFeed(this.uuid, url);
    this.accepts ??= ({ reply_to_activity_uuid }) => reply_to_activity_uuid === this.uuid;
  }

  firstUpdated() {
    this.load();
  }

  async load() {
    this.failure = null;
    try {
      this.crud = await activity(this.uuid);
      if (this.isConnected) document.title = `${this.pageTitle} · Cruddur`;
      const answered = this.crud.reply_to_activity_uuid;
      if (answered) this.parent = await activity(answered);
    } catch (failure) {
      this.failure = failure;
    }
  }

  hear(news) {
    if (news.uuid === this.uuid && this.crud) this.crud = merge(this.crud, news);
    if (news.uuid === this.parent?.uuid) this.parent = merge(this.parent, news);
  }

  count({ reply_to_activity_uuid }, step) {
    if (reply_to_activity_uuid !== this.uuid || !this.crud) return;
    this.crud = { ...this.crud, replies_count: this.crud.replies_count + step };
  }

  render() {
    return html`${pageHead("Crud", { back: true })} ${this.renderBody()}`;
  }

  renderBody() {
    const { crud, parent, failure } = this;
    if (failure) return this.renderFailure(failure);
    if (!crud) return html`<div class="skeleton" aria-hidden="true"><p><i></i><b></b><b></b><b></b></p></div>`;
    return html`
      ${parent ? html`<div class="answered"><activity-item .activity=${parent} compact></activity-item></div>` : nothing}
      <activity-item .activity=${crud} alone @burnt=${() => (this.failure = { status: 404 })}></activity-item>
      ${session.user
        ? html`<reply-form .activity=${crud} lasting></reply-form>`
        : html`<div class="guest-note"><p><a href="sign-in">Sign in</a> to reply before it is gone.</p></div>`}
      <h2 class="section-head">Replies</h2>
      <activity-feed
        label="Replies"
        noun="reply"
        .source=${this.source}
        .accepts=${this.accepts}
        .empty=${html`<p>No replies yet.</p>`}
      ></activity-feed>
    `;
  }

  renderFailure(failure) {
    if (failure.status === 404) {
      return html`<div class="state">
        <h2>It has burned away</h2>
        <p>This crud is gone, or was never here. Nothing lasts.</p>
        <a class="button" href="./">Home</a>
      </div>`;
    }
    return failed(failure, () => this.load());
  }
}

customElements.define("crud-page", CrudPage);
