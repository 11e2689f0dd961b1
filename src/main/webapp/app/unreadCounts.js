import { getNotificationsReadState, markNotificationsRead } from "./api/activities.js";
import { isServerReachable } from "./api/client.js";
import { getLatestMessageGroup, getMessageGroups } from "./api/messages.js";
import { session } from "./api/session.js";
import { publish, subscribe } from "./eventBus.js";
import { mentions } from "./mentions.js";

const REFRESH_MILLIS = 30_000;
/** The event stream is public and sends no messages. */
const MESSAGE_CHECK_MILLIS = 1_500;
const DEBOUNCE_MILLIS = 300;

/** Unread messages and notifications, as counted by the server. */
export const unreadCounts = { notifications: 0, messages: 0 };

let etags = {};
let latestMessageEtag;
let timer;

async function refresh() {
  if (!session.user || document.hidden) return;
  try {
    const [notifications, groups] = await Promise.all([
      getNotificationsReadState(etags.notifications),
      getMessageGroups(undefined, etags.messages),
    ]);
    etags = { notifications: notifications.etag, messages: groups.etag };
    if (notifications.body) unreadCounts.notifications = notifications.body.unread_count;
    if (groups.body) unreadCounts.messages = groups.body.reduce((sum, group) => sum + group.unread_count, 0);
    publish("unread", unreadCounts);
  } catch {
    // Retried at the next interval. OfflineNotice shows that the server is unreachable.
  }
}

/** A cheap request, usually answered with 304, reveals new messages. */
async function checkForMessages() {
  if (!session.user || document.hidden || !isServerReachable()) return;
  try {
    const { body, etag } = await getLatestMessageGroup(latestMessageEtag);
    latestMessageEtag = etag;
    if (body) refreshUnreadCounts();
  } catch {
    // Retried at the next interval.
  }
}

/** Marks the notifications until this time as read. */
export async function markAsRead(notifiedAt) {
  try {
    const { unread_count } = await markNotificationsRead(notifiedAt);
    unreadCounts.notifications = unread_count;
    publish("unread", unreadCounts);
  } catch {
    // They stay unread until the page is shown again.
  }
}

/** Debounced: several calls in a short time make one request. */
export function refreshUnreadCounts() {
  clearTimeout(timer);
  timer = setTimeout(refresh, DEBOUNCE_MILLIS);
}

session.subscribe(() => {
  etags = {};
  latestMessageEtag = undefined;
  Object.assign(unreadCounts, { notifications: 0, messages: 0 });
  publish("unread", unreadCounts);
  refreshUnreadCounts();
});
subscribe("updated", ({ handle, message, replies = [] }) => {
  const isMentioned = [{ message }, ...replies].some((each) => mentions(each.message, session.handle));
  if (session.user && (isMentioned || handle === session.handle)) refreshUnreadCounts();
});
refreshUnreadCounts();
setInterval(refresh, REFRESH_MILLIS);
setInterval(checkForMessages, MESSAGE_CHECK_MILLIS);
