import { html, nothing } from "lit";
import { userFeed } from "../api/activities.js";
import { session } from "../api/session.js";
import { profile } from "../api/users.js";
import "../components/ActivityFeed.js";
import { failed } from "../components/failed.js";
import { LightElement, withSession } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";
import "../components/ProfileForm.js";
import { profileHeading } from "../components/profileHeading.js";

/** Somebody, and what they posted and reposted. */
class UserFeedPage extends LightElement {
  static properties = { handle: {}, profile: { state: true }, failure: { state: true }, editing: { state: true } };

  get pageTitle() {
    return this.profile ? `${this.profile.display_name} (@${this.handle})` : `@${this.handle}`;
  }

  listening() {
    return [withSession(this, session)];
  }

  willUpdate() {
    this.source ??= (url) => userFeed(this.handle, url);
    this.accepts ??= (activity) => !activity.reply_to_activity_uuid && activity.handle === this.handle.toLowerCase();
  }

  firstUpdated() {
    this.load();
  }

  async load() {
    this.failure = null;
    try {
      this.profile = await profile(this.handle);
      if (this.isConnected) document.title = `${this.pageTitle} · Cruddur`;
    } catch (failure) {
      this.failure = failure;
    }
  }

  edited({ detail }) {
    this.profile = detail;
    this.stopEditing();
    session.become({ ...session.user, display_name: detail.display_name });
    // Each crud names its author.
    this.querySelector("activity-feed").reset();
  }

  async stopEditing() {
    this.editing = false;
    await this.updateComplete;
    this.querySelector(".edit-profile")?.focus();
  }

  render() {
    return html`${pageHead(this.profile?.display_name ?? `@${this.handle}`, { back: true })} ${this.renderBody()}`;
  }

  renderBody() {
    const { profile, failure, handle } = this;
    if (failure?.status === 404) {
      return html`<div class="state">
        <h2>Nobody is called so</h2>
        <p>There is no @${handle} here.</p>
        <a class="button" href="./">Home</a>
      </div>`;
    }
    const isMe = profile && session.handle === profile.handle;
    return html`
      ${profile ? profileHeading(profile, { isMe, editing: this.editing, edit: () => (this.editing = true) }) : this.renderWaiting()}
      ${this.editing && isMe
        ? html`<profile-form .profile=${profile} @edited=${this.edited} @cancelled=${this.stopEditing}></profile-form>`
        : nothing}
      <activity-feed
        label="Cruds of @${handle}"
        .source=${this.source}
        .accepts=${this.accepts}
        .empty=${html`<h2>Nothing burns here</h2><p>@${handle} has no crud that lives.</p>`}
      ></activity-feed>
    `;
  }

  renderWaiting() {
    if (!this.failure) return html`<div class="profile waiting" aria-hidden="true"></div>`;
    return failed(this.failure, () => this.load());
  }
}

customElements.define("user-feed-page", UserFeedPage);
