import { notificationsFeed } from "./api/activities.js";
import { messageGroups } from "./api/messages.js";
import { session } from "./api/session.js";
import { on, tell } from "./bus.js";
import { mentions } from "./mentions.js";
import { recall, remember } from "./storage.js";

const EVERY = 30_000;

/** How much the person has not seen: replies and mentions by what this browser last showed them, messages by what the server says. */
export const unread = { notifications: 0, messages: 0 };

const seenName = () => `seen.${session.handle}`;
let tags = {};
let soon;

async function refresh() {
  if (!session.user || document.hidden) return;
  try {
    const [told, groups] = await Promise.all([notificationsFeed(undefined, tags.notifications), messageGroups(undefined, tags.messages)]);
    tags = { notifications: told.tag, messages: groups.tag };
    const seen = recall(seenName(), "");
    if (told.body) unread.notifications = told.body.filter(({ created_at }) => created_at > seen).length;
    if (groups.body) unread.messages = groups.body.reduce((sum, group) => sum + group.unread_count, 0);
    tell("unread");
  } catch {
    // It is asked again soon; what cannot be reached says so elsewhere.
  }
}

/** Whether it came after what was last seen. */
export const isUnseen = ({ created_at }) => created_at > recall(seenName(), "");

export function sawNotifications(newest) {
  if (newest && newest > recall(seenName(), "")) remember(seenName(), newest);
  unread.notifications = 0;
  tell("unread");
}

/** Asks anew, once however often it is called in a moment. */
export function refreshUnread() {
  clearTimeout(soon);
  soon = setTimeout(refresh, 300);
}

session.addEventListener("change", () => {
  tags = {};
  Object.assign(unread, { notifications: 0, messages: 0 });
  refreshUnread();
});
on("update", ({ handle, message, replies = [] }) => {
  const mentioned = [{ message }, ...replies].some((each) => mentions(each.message, session.handle));
  if (session.user && (mentioned || handle === session.handle)) refreshUnread();
});
setInterval(refresh, EVERY);
