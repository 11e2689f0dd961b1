import { getNotifications } from "./api/activities.js";
import { getLatestMessageGroup, getMessageGroups } from "./api/messages.js";
import { session } from "./api/session.js";
import { publish, subscribe } from "./eventBus.js";
import { mentions } from "./mentions.js";
import { loadItem, saveItem } from "./storage.js";

const REFRESH_MILLIS = 30_000;
/** The event stream is public and sends no messages. */
const MESSAGE_CHECK_MILLIS = 1_500;
const DEBOUNCE_MILLIS = 300;

/** Unread messages as counted by the server, and notifications that are newer than the last one which this browser showed. */
const unreadCounts = { notifications: 0, messages: 0 };

const lastSeenItem = () => `seen.${session.handle}`;
let etags = {};
let latestMessageEtag;
let isReachable = true;
let timer;

async function refresh() {
  if (!session.user || document.hidden) return;
  try {
    const [notifications, groups] = await Promise.all([
      getNotifications(undefined, etags.notifications),
      getMessageGroups(undefined, etags.messages),
    ]);
    etags = { notifications: notifications.etag, messages: groups.etag };
    if (notifications.body) unreadCounts.notifications = notifications.body.filter(isUnseen).length;
    if (groups.body) unreadCounts.messages = groups.body.reduce((sum, group) => sum + group.unread_count, 0);
    publish("unread", unreadCounts);
  } catch {
    // Retried at the next interval. OfflineNotice shows that the server is unreachable.
  }
}

/** A cheap request, usually answered with 304, reveals new messages. */
async function checkForMessages() {
  if (!session.user || document.hidden || !isReachable) return;
  try {
    const { body, etag } = await getLatestMessageGroup(latestMessageEtag);
    latestMessageEtag = etag;
    if (body) refreshUnreadCounts();
  } catch {
    // Retried at the next interval.
  }
}

export const isUnseen = ({ created_at }) => created_at > loadItem(lastSeenItem(), "");

export function markNotificationsSeen(newest) {
  if (newest && isUnseen({ created_at: newest })) saveItem(lastSeenItem(), newest);
  unreadCounts.notifications = 0;
  publish("unread", unreadCounts);
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
  refreshUnreadCounts();
});
subscribe("updated", ({ handle, message, replies = [] }) => {
  const isMentioned = [{ message }, ...replies].some((each) => mentions(each.message, session.handle));
  if (session.user && (isMentioned || handle === session.handle)) refreshUnreadCounts();
});
subscribe("connection", (connection) => (isReachable = connection.reachable));
refreshUnreadCounts();
setInterval(refresh, REFRESH_MILLIS);
setInterval(checkForMessages, MESSAGE_CHECK_MILLIS);
