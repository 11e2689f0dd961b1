import { html, nothing } from "lit";
import { getUserFeed } from "../api/activities.js";
import { apiUrl } from "../api/client.js";
import { session } from "../api/session.js";
import { getProfile } from "../api/users.js";
import "../components/ActivityFeed.js";
import { errorState } from "../components/errorState.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import "../components/ProfileForm.js";
import { profileHeader } from "../components/profileHeader.js";

/** The profile of a user with their cruds and reposts. */
class UserFeedPage extends LightDomElement {
  static properties = { handle: {}, profile: { state: true }, error: { state: true }, isEditing: { state: true } };

  get pageTitle() {
    return this.profile ? `${this.profile.display_name} (@${this.handle})` : `@${this.handle}`;
  }

  subscriptions() {
    return [updateOnSessionChange(this)];
  }

  willUpdate() {
    this.source ??= (url) => getUserFeed(this.handle, url);
    this.accepts ??= (activity) => !activity.reply_to_activity_uuid && activity.handle === this.handle.toLowerCase();
  }

  firstUpdated() {
    this.load();
  }

  /** Feed readers find the Atom feed by this link. */
  updateFeedLink() {
    this.feedLink ??= Object.assign(document.createElement("link"), { rel: "alternate", type: "application/atom+xml" });
    this.feedLink.href = apiUrl(`users/@${this.handle}/feed.atom`);
    this.feedLink.title = this.pageTitle;
    document.head.append(this.feedLink);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.feedLink?.remove();
  }

  async load() {
    this.error = null;
    try {
      this.profile = await getProfile(this.handle);
      if (this.isConnected) this.updateFeedLink();
      if (this.isConnected) document.title = `${this.pageTitle} · Cruddur`;
    } catch (error) {
      this.error = error;
    }
  }

  handleEdited({ detail }) {
    this.profile = detail;
    this.stopEditing();
    session.setUser({ ...session.user, display_name: detail.display_name });
    // Loads the cruds again, because each contains the display name.
    this.querySelector("activity-feed").reset();
  }

  async stopEditing() {
    this.isEditing = false;
    await this.updateComplete;
    this.querySelector(".edit-profile")?.focus();
  }

  render() {
    return html`${pageHeader(this.profile?.display_name ?? `@${this.handle}`, { back: true })} ${this.renderBody()}`;
  }

  renderBody() {
    const { profile, error, handle } = this;
    if (error?.status === 404) {
      return html`<div class="status-message">
        <h2>No such person</h2>
        <p>There is no @${handle} here.</p>
        <a class="button" href="./">Home</a>
      </div>`;
    }
    const isMe = profile && session.handle === profile.handle;
    return html`
      ${profile ? profileHeader(profile, { isMe, isEditing: this.isEditing, edit: () => (this.isEditing = true) }) : this.renderPlaceholder()}
      ${this.isEditing && isMe
        ? html`<profile-form .profile=${profile} @edited=${this.handleEdited} @cancelled=${this.stopEditing}></profile-form>`
        : nothing}
      <activity-feed
        label="Cruds of @${handle}"
        .source=${this.source}
        .accepts=${this.accepts}
        .empty=${html`<h2>No cruds yet</h2><p>@${handle} has no cruds at present.</p>`}
      ></activity-feed>
    `;
  }

  renderPlaceholder() {
    if (!this.error) return html`<div class="profile loading" aria-hidden="true"></div>`;
    return errorState(this.error, () => this.load());
  }
}

customElements.define("user-feed-page", UserFeedPage);
