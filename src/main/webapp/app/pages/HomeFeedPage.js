import { html } from "lit";
import { homeFeed } from "../api/activities.js";
import { session } from "../api/session.js";
import "../components/ActivityFeed.js";
import "../components/ActivityForm.js";
import { LightElement, withSession } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";

/** Everybody's cruds. */
class HomeFeedPage extends LightElement {
  get pageTitle() {
    return "Home";
  }

  listening() {
    return [withSession(this, session)];
  }

  render() {
    return html`
      ${pageHead("Home")}
      ${session.user ? html`<activity-form .user_handle=${session.handle}></activity-form>` : html`<div class="guest-note">
        <p>Say it while it lasts: everything here burns away. <a href="sign-in">Sign in</a> to light something.</p>
      </div>`}
      <activity-feed
        label="Everybody’s cruds"
        .source=${homeFeed}
        .accepts=${isCrud}
        .empty=${html`<h2>All has burned away</h2><p>It is quiet here. Light the first crud!</p>`}
      ></activity-feed>
    `;
  }
}

const isCrud = ({ reply_to_activity_uuid }) => !reply_to_activity_uuid;

customElements.define("home-feed-page", HomeFeedPage);
