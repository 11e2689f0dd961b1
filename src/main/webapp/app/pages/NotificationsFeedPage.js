import { html } from "lit";
import { notificationsFeed } from "../api/activities.js";
import { session } from "../api/session.js";
import "../components/ActivityFeed.js";
import { LightElement, withSession } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";
import { signInFirst } from "../components/signInFirst.js";
import { mentions } from "../mentions.js";
import { isUnseen, sawNotifications } from "../unread.js";

/** Replies to me and mentions of me; what is new since the last time is marked. */
class NotificationsFeedPage extends LightElement {
  get pageTitle() {
    return "Notifications";
  }

  listening() {
    return [withSession(this, session)];
  }

  async load(url) {
    const page = await notificationsFeed(url);
    return { ...page, body: page.body.map((activity) => ({ ...activity, unseen: isUnseen(activity) })) };
  }

  saw({ detail }) {
    sawNotifications(detail[0]?.created_at);
  }

  concernsMe({ message, handle }) {
    return handle !== session.handle && mentions(message, session.handle);
  }

  render() {
    return html`
      ${pageHead("Notifications")}
      ${session.user
        ? html`<activity-feed
            label="Replies to you and mentions of you"
            noun="notification"
            .source=${this.load}
            .accepts=${this.concernsMe}
            .empty=${html`<h2>All quiet</h2><p>Replies to you and mentions of you come here.</p>`}
            @loaded=${this.saw}
          ></activity-feed>`
        : signInFirst("what concerns you")}
    `;
  }
}

customElements.define("notifications-feed-page", NotificationsFeedPage);
