import { on } from "./bus.js";

/**
 * What has happened to cruds since they were read: a page that was put aside, to be gone back to, catches up with it. As much is kept as a
 * person may have seen.
 */
const news = new Map();
const MOST = 1000;

on("update", (activity) => learn(activity));
on("gone", ({ uuid }) => learn({ uuid, gone: true }));
on("back", ({ uuid }) => learn({ uuid, gone: false }));

function learn(change) {
  const known = news.get(change.uuid);
  news.delete(change.uuid);
  news.set(change.uuid, { ...known, ...change });
  if (news.size > MOST) news.delete(news.keys().next().value);
}

/** The cruds as they are by now; those that are gone are left out. */
export const caughtUp = (activities) =>
  activities.filter(({ uuid }) => !news.get(uuid)?.gone).map((activity) => merge(activity, news.get(activity.uuid)));

/** What is new about a crud wins; what only one reader knows of it (`liked`) stays. */
export function merge(activity, change) {
  if (!change) return activity;
  const { replies, gone, ...fields } = change;
  return { ...activity, ...fields, replies: newer(activity.replies, replies) };
}

/** The same crud with a reply more, or that reply as it is now. */
export function withReply(activity, reply, { counted = true } = {}) {
  const known = activity.replies?.some(({ uuid }) => uuid === reply.uuid);
  const replies = known
    ? activity.replies.map((each) => (each.uuid === reply.uuid ? { ...each, ...reply } : each))
    : [reply, ...(activity.replies ?? [])];
  const count = activity.replies_count + (known || !counted ? 0 : 1);
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

function newer(known, told) {
  if (!told) return known;
  const pending = known?.filter((reply) => reply.pending && !told.some(({ message }) => message === reply.message)) ?? [];
  return [...pending, ...told.map((reply) => ({ ...known?.find(({ uuid }) => uuid === reply.uuid), ...reply }))];
}
