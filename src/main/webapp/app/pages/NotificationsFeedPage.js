import { html } from "lit";
import { getNotifications } from "../api/activities.js";
import { session } from "../api/session.js";
import "../components/ActivityFeed.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import { signInPrompt } from "../components/signInPrompt.js";
import { mentions } from "../mentions.js";
import { isUnseen, markNotificationsSeen } from "../unreadCounts.js";

/** Replies to the current user and mentions of them. Those that are new since the last visit are highlighted. */
class NotificationsFeedPage extends LightDomElement {
  get pageTitle() {
    return "Notifications";
  }

  subscriptions() {
    return [updateOnSessionChange(this)];
  }

  async load(url) {
    const page = await getNotifications(url);
    return { ...page, body: page.body.map((activity) => ({ ...activity, unseen: isUnseen(activity) })) };
  }

  markSeen({ detail }) {
    markNotificationsSeen(detail[0]?.created_at);
  }

  isMention({ message, handle }) {
    return handle !== session.handle && mentions(message, session.handle);
  }

  render() {
    return html`
      ${pageHeader("Notifications")}
      ${session.user
        ? html`<activity-feed
            label="Replies to you and mentions of you"
            noun="notification"
            .source=${this.load}
            .accepts=${this.isMention}
            .empty=${html`<h2>No notifications yet</h2><p>Replies to you and mentions of you appear here.</p><a class="button" href="search">Find people</a>`}
            @loaded=${this.markSeen}
          ></activity-feed>`
        : signInPrompt("what concerns you")}
    `;
  }
}

customElements.define("notifications-feed-page", NotificationsFeedPage);
