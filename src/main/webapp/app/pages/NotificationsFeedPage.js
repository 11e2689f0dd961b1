import { html } from "lit";
import { getNotifications } from "../api/activities.js";
import { session } from "../api/session.js";
import "../components/ActivityFeed.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import "../components/NotificationItem.js";
import { pageHeader } from "../components/pageHeader.js";
import { signInPrompt } from "../components/signInPrompt.js";
import { subscribe } from "../eventBus.js";
import { markAsRead, unreadCounts } from "../unreadCounts.js";

/** The notifications of the current user. Those that are new since the last visit are highlighted. */
class NotificationsFeedPage extends LightDomElement {
  get pageTitle() {
    return "Notifications";
  }

  subscriptions() {
    this.offerNew();
    return [updateOnSessionChange(this), subscribe("unread", () => this.offerNew())];
  }

  handleShown({ detail: [newest] }) {
    const shownUntil = newest?.notified_at ?? "";
    if (newest?.unread && shownUntil > (this.shownUntil ?? "")) markAsRead(shownUntil);
    this.shownUntil = shownUntil;
  }

  /** Loads the notifications that arrived since the page was loaded; the user shows them by a button. */
  async offerNew() {
    if (this.shownUntil === undefined || !unreadCounts.notifications) return;
    try {
      const { body } = await getNotifications();
      this.querySelector("activity-feed")?.offer(body.filter(({ notified_at }) => notified_at > this.shownUntil));
    } catch {
      // Retried with the next count.
    }
  }

  renderItem(activity) {
    return ["like", "repost", "expiring"].includes(activity.kind)
      ? html`<notification-item .activity=${activity}></notification-item>`
      : html`<activity-item .activity=${activity}></activity-item>`;
  }

  render() {
    return html`
      ${pageHeader("Notifications")}
      ${session.user
        ? html`<activity-feed
            label="Notifications"
            noun="notification"
            .source=${getNotifications}
            .renderItem=${this.renderItem}
            .empty=${html`<h2>No notifications yet</h2><p>Replies, mentions, likes and reposts appear here.</p><a class="button" href="search">Find people</a>`}
            @shown=${this.handleShown}
          ></activity-feed>`
        : signInPrompt("what concerns you")}
    `;
  }
}

customElements.define("notifications-feed-page", NotificationsFeedPage);
