import { request } from "./client.js";

/** The user's conversations, latest first. `body` is undefined if nothing changed since `etag`. */
export const getMessageGroups = (url, etag) => request(url ?? "message_groups", { etag });

/** The conversation with the latest message, as a list. It changes with each new message. */
export const getLatestMessageGroup = (etag) => request("message_groups?limit=1", { etag });

/** The messages between the user and `handle`, newest first. `body` is undefined if nothing changed since `etag`. */
export const getMessages = (handle, url, etag) => request(url ?? `messages/@${handle}`, { etag });

/** The `{ uuid, handle, ttl }` of the conversation with `handle`. */
export const getMessageGroupSettings = async (handle) => (await request(`message_groups/@${handle}`)).body;

/** Makes new messages of the conversation expire after `ttl`. Returns its `{ uuid, handle, ttl }`. */
export const changeTimeToLiveOfMessages = async (uuid, ttl) =>
  (await request(`message_groups/${uuid}`, { method: "PUT", json: { ttl } })).body;

/** Sends `{ user_receiver_handle, message }`. A retry with the same key sends once. */
export const sendMessage = async (json, idempotencyKey) => (await request("messages", { method: "POST", json, idempotencyKey })).body;
