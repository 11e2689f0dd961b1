import { html, nothing } from "lit";
import { getUserFeed } from "../api/activities.js";
import { session } from "../api/session.js";
import { getProfile } from "../api/users.js";
import { setPageTitle } from "../documentTitle.js";
import { publish } from "../eventBus.js";
import "../components/ActivityFeed.js";
import { errorState } from "../components/errorState.js";
import "../components/ExpiringCruds.js";
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

  async load() {
    this.error = null;
    try {
      this.profile = await getProfile(this.handle);
      if (this.isConnected) setPageTitle(this.pageTitle);
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
      ${isMe ? html`<expiring-cruds></expiring-cruds>` : nothing}
      <activity-feed
        label="Cruds of @${handle}"
        .reposter=${handle.toLowerCase()}
        .source=${this.source}
        .accepts=${this.accepts}
        .empty=${isMe
          ? html`<h2>No cruds yet</h2><button type="button" @click=${() => publish("compose")}>Post your first one</button>`
          : html`<h2>No cruds yet</h2><p>@${handle} has no cruds at present.</p>`}
      ></activity-feed>
    `;
  }

  renderPlaceholder() {
    if (!this.error) return html`<div class="profile loading" aria-hidden="true"></div>`;
    return errorState(this.error, () => this.load());
  }
}

customElements.define("user-feed-page", UserFeedPage);
