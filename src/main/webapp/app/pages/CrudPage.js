import { html, nothing } from "lit";
import { applyChange, applyChanges } from "../activityChanges.js";
import { getActivity, getReplies } from "../api/activities.js";
import { session } from "../api/session.js";
import { setPageTitle } from "../documentTitle.js";
import { subscribe } from "../eventBus.js";
import "../components/ActivityFeed.js";
import "../components/ActivityItem.js";
import { errorState } from "../components/errorState.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import "../components/ReplyForm.js";

/** One crud, the crud that it answers, and its replies. */
class CrudPage extends LightDomElement {
  static properties = { uuid: {}, crud: { state: true }, parent: { state: true }, error: { state: true } };

  get pageTitle() {
    return this.crud ? `Crud by ${this.crud.display_name}` : "Crud";
  }

  subscriptions() {
    return [
      updateOnSessionChange(this),
      subscribe("updated", (change) => this.applyUpdate(change)),
      subscribe("post-pending", (reply) => this.changeRepliesCount(reply, 1)),
      subscribe("post-failed", ({ pending }) => this.changeRepliesCount(pending, -1)),
      subscribe("removed", ({ uuid }) => uuid === this.uuid && this.remove()),
      subscribe("restored", (crud) => crud.uuid === this.uuid && Object.assign(this, { crud, error: null })),
      subscribe("connection", ({ reachable }) => reachable && this.error && !this.crud && this.load()),
    ];
  }

  willUpdate() {
    this.source ??= (url) => getReplies(this.uuid, url);
    this.accepts ??= ({ reply_to_activity_uuid }) => reply_to_activity_uuid === this.uuid;
  }

  firstUpdated() {
    this.load();
  }

  async load() {
    this.error = null;
    try {
      // Something may have changed while the crud was loading, such as a like after a sign-in.
      [this.crud] = applyChanges([await getActivity(this.uuid)]);
      if (!this.crud) return this.showNotFound();
      if (this.isConnected) setPageTitle(this.pageTitle);
      const parentUuid = this.crud.reply_to_activity_uuid;
      // Its author may have deleted the account.
      if (parentUuid) this.parent = await getActivity(parentUuid).catch(() => null);
    } catch (error) {
      this.error = error;
    }
  }

  applyUpdate(change) {
    if (this.crud) this.crud = applyChange(this.crud, change);
    if (this.parent) this.parent = applyChange(this.parent, change);
  }

  /** Shows that the crud is not available. While the user is writing a reply, the page remains. */
  remove() {
    const isWriting = [...this.querySelectorAll("reply-form")].some(({ hasText }) => hasText);
    if (isWriting) this.crud = { ...this.crud, expired: true };
    else this.error = { status: 404 };
  }

  changeRepliesCount({ reply_to_activity_uuid }, step) {
    if (reply_to_activity_uuid !== this.uuid || !this.crud) return;
    this.crud = { ...this.crud, replies_count: this.crud.replies_count + step };
  }

  render() {
    return html`${pageHeader("Crud", { back: true })} ${this.renderBody()}`;
  }

  renderBody() {
    const { crud, parent, error } = this;
    if (error) return this.renderError(error);
    if (!crud) return html`<div class="skeleton" aria-hidden="true"><p><i></i><b></b><b></b><b></b></p></div>`;
    return html`
      ${parent ? html`<div class="parent-crud"><activity-item .activity=${parent} compact></activity-item></div>` : nothing}
      <activity-item .activity=${crud} detail></activity-item>
      ${session.user
        ? html`<reply-form .activity=${crud} hide-cancel ?focus-on-open=${location.hash === "#reply"}></reply-form>`
        : html`<div class="guest-note"><p><a href="sign-in">Sign in</a> to reply before it is gone.</p></div>`}
      <h2 class="section-heading">Replies</h2>
      <activity-feed
        label="Replies"
        noun="reply"
        oldest-first
        .source=${this.source}
        .accepts=${this.accepts}
        .empty=${html`<p>No replies yet.</p>`}
      ></activity-feed>
    `;
  }

  renderError(error) {
    if (error.status === 404) {
      return html`<div class="status-message">
        <h2>Crud not found</h2>
        <p>This crud has expired or never existed.</p>
        <a class="button" href="./">Home</a>
      </div>`;
    }
    return errorState(error, () => this.load());
  }
}

customElements.define("crud-page", CrudPage);
