import { request } from "./client.js";

// Feeds return `{ body, next }`: the first page, or the page at `url`.
export const getHomeFeed = (url) => request(url ?? "activities/home");
export const getUserFeed = (handle, url) => request(url ?? `activities/@${handle}`);
export const searchActivities = (term, url) => request(url ?? `activities/search?term=${encodeURIComponent(term)}`);
export const getNotifications = (url) => request(url ?? "activities/notifications");
export const getReplies = (uuid, url) => request(url ?? `activities/${uuid}/replies`);

export const getActivity = async (uuid) => (await request(`activities/${encodeURIComponent(uuid)}`)).body;

export const getTrends = async (limit) => (await request(`activities/trends?limit=${limit}`)).body;

/** `{ read_at, unread_count }`. The body is undefined if nothing changed since `etag`. */
export const getNotificationsReadState = (etag) => request("activities/notifications/read", { etag });

/** Marks the notifications until `read_at` as read; returns the new state. */
export const markNotificationsRead = async (read_at) =>
  (await request("activities/notifications/read", { method: "PUT", json: { read_at } })).body;

/** The user's own cruds with less than a day left. */
export const getExpiring = async () => (await request("activities/expiring?limit=100")).body;

/** Posts `{ user_handle, message, ttl }`. A retry with the same key posts once. */
export const createActivity = async (json, idempotencyKey) =>
  (await request("activities", { method: "POST", json, idempotencyKey })).body;

/** Posts `{ user_handle, message }`. A retry with the same key posts once. */
export const createReply = async (uuid, json, idempotencyKey) =>
  (await request(`activities/${uuid}/reply`, { method: "POST", json, idempotencyKey })).body;

/** Makes the crud expire after `ttl` from now. */
export const changeTimeToLive = async (uuid, ttl) => (await request(`activities/${uuid}`, { method: "PATCH", json: { ttl } })).body;

export const deleteActivity = (uuid) => request(`activities/${uuid}`, { method: "DELETE" });

export const setLiked = (uuid, isLiked) => setReaction(uuid, "like", isLiked);

export const setReposted = (uuid, isReposted) => setReaction(uuid, "repost", isReposted);

const setReaction = async (uuid, reaction, isOn) =>
  (await request(`activities/${uuid}/${reaction}`, { method: isOn ? "PUT" : "DELETE" })).body;
