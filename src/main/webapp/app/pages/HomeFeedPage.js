import { html } from "lit";
import { getHomeFeed } from "../api/activities.js";
import { session } from "../api/session.js";
import { publish } from "../eventBus.js";
import "../components/ActivityFeed.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";

/** The cruds of all users, with the form to post one. */
class HomeFeedPage extends LightDomElement {
  get pageTitle() {
    return "Home";
  }

  subscriptions() {
    return [updateOnSessionChange(this)];
  }

  render() {
    return html`
      ${pageHeader("Home")}
      ${session.user ? html`<activity-form .user_handle=${session.handle}></activity-form>` : html`<div class="guest-note">
        <p>Say it while it lasts: everything here burns away. <a href="sign-in">Sign in</a> to light something.</p>
      </div>`}
      <activity-feed
        label="Everybody’s cruds"
        .source=${getHomeFeed}
        .accepts=${isTopLevel}
        .empty=${html`<h2>No cruds yet</h2><button type="button" @click=${() => publish("compose")}>Post the first one</button>`}
      ></activity-feed>
    `;
  }
}

const isTopLevel = ({ reply_to_activity_uuid }) => !reply_to_activity_uuid;

customElements.define("home-feed-page", HomeFeedPage);
