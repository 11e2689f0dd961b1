import { call } from "./client.js";

// Feeds give `{ body, next }`: the first page, or the one at `url`.
export const homeFeed = (url) => call(url ?? "activities/home");
export const userFeed = (handle, url) => call(url ?? `activities/@${handle}`);
export const searchFeed = (term, url) => call(url ?? `activities/search?term=${encodeURIComponent(term)}`);
export const notificationsFeed = (url, tag) => call(url ?? "activities/notifications", { tag });
export const repliesFeed = (uuid, url) => call(url ?? `activities/${uuid}/replies`);

export const activity = async (uuid) => (await call(`activities/${encodeURIComponent(uuid)}`)).body;

export const trends = async (limit) => (await call(`activities/trends?limit=${limit}`)).body;

/** Posts `{ user_handle, message, ttl }`; a repeated `key` posts once. */
export const publish = async (json, key) => (await call("activities", { method: "POST", json, key })).body;

/** Answers with `{ user_handle, message }`; a repeated `key` answers once. */
export const reply = async (uuid, json, key) => (await call(`activities/${uuid}/reply`, { method: "POST", json, key })).body;

export const remove = (uuid) => call(`activities/${uuid}`, { method: "DELETE" });

export const like = (uuid, on) => react(uuid, "like", on);

export const repost = (uuid, on) => react(uuid, "repost", on);

const react = async (uuid, reaction, on) => (await call(`activities/${uuid}/${reaction}`, { method: on ? "PUT" : "DELETE" })).body;
