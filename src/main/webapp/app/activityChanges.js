import { serverNow } from "./api/client.js";
import { session } from "./api/session.js";
import { subscribe } from "./eventBus.js";

/**
 * The changes that the event bus has published, by uuid. A page that was out of the document, kept for the Back button, applies them when it
 * is shown again. The oldest change is dropped beyond `MAX_CHANGES`.
 */
const changes = new Map();
const MAX_CHANGES = 1000;

subscribe("updated", (activity) => record(activity));
subscribe("removed", ({ uuid }) => record({ uuid, removed: true }));
subscribe("restored", ({ uuid }) => record({ uuid, removed: false }));

/** What the user reposted on this page, as items of the feed of their profile, the latest first. */
let ownReposts = [];

subscribe("reposted", ({ kind, ...crud }) => {
  const repost = { ...crud, reposted_by: session.handle, reposted_at: new Date(serverNow()).toISOString() };
  ownReposts = [repost, ...ownReposts.filter(({ uuid }) => uuid !== crud.uuid)].slice(0, MAX_CHANGES);
});

/** The activities with the user's reposts that are not among them, if they are the feed of the user's profile. */
export function withOwnReposts(activities, reposter) {
  if (!reposter || reposter !== session.handle) return activities;
  const isMissing = ({ uuid, reposted_by }) => reposted_by === reposter && !activities.some((each) => each.reposted_by && each.uuid === uuid);
  return [...applyChanges(ownReposts).filter(isMissing), ...activities];
}

function record(change) {
  const previous = changes.get(change.uuid);
  changes.delete(change.uuid);
  changes.set(change.uuid, { ...previous, ...change });
  if (changes.size > MAX_CHANGES) changes.delete(changes.keys().next().value);
}

/** The activities with all recorded changes; removed ones are left out. */
export const applyChanges = (activities) =>
  activities
    .filter(({ uuid }) => !changes.get(uuid)?.removed)
    .map((activity) => mergeChange(activity.replies ? { ...activity, replies: applyChanges(activity.replies) } : activity, changes.get(activity.uuid)));

/** Overwrites the fields that the change contains and keeps the others, such as `liked`, which the event stream does not send. */
export function mergeChange(activity, change) {
  if (!change) return activity;
  const { replies, removed, ...fields } = change;
  return { ...activity, ...fields, replies: mergeReplies(activity.replies, replies) };
}

/** The activity with the change, if it is about the activity, one of its replies, or what it answers, with which it expires. */
export function applyChange(activity, change) {
  if (activity.uuid === change.uuid) return mergeChange(activity, change);
  if (activity.reply_to_activity_uuid === change.uuid && change.expires_at) return { ...activity, expires_at: change.expires_at };
  if (!activity.replies?.some(({ uuid }) => uuid === change.uuid)) return activity;
  return { ...activity, replies: activity.replies.map((reply) => (reply.uuid === change.uuid ? mergeChange(reply, change) : reply)) };
}

/** The activity with this reply added or updated; `counted` is false if `replies_count` includes the reply already. */
export function withReply(activity, reply, { counted = true } = {}) {
  const exists = activity.replies?.some(({ uuid }) => uuid === reply.uuid);
  const replies = exists
    ? activity.replies.map((each) => (each.uuid === reply.uuid ? { ...each, ...reply } : each))
    : [reply, ...(activity.replies ?? [])];
  const count = activity.replies_count + (exists || !counted ? 0 : 1);
  return { ...activity, replies, replies_count: Math.max(count, replies.length) };
}

export const withoutReply = (activity, uuid) =>
  activity.replies?.some((reply) => reply.uuid === uuid)
    ? {
        ...activity,
        replies: activity.replies.filter((reply) => reply.uuid !== uuid),
        replies_count: Math.max(0, activity.replies_count - 1),
      }
    : activity;

/** The received replies, preceded by pending ones that the server has not stored yet. */
function mergeReplies(current, received) {
  if (!received) return current;
  const pending = current?.filter((reply) => reply.pending && !received.some(({ message }) => message === reply.message)) ?? [];
  return [...pending, ...received.map((reply) => ({ ...current?.find(({ uuid }) => uuid === reply.uuid), ...reply }))];
}
