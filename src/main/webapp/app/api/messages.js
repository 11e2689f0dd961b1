import { call } from "./client.js";

export const messageGroups = (url, tag) => call(url ?? "message_groups", { tag });

/** What somebody and I wrote to each other, newest first; `body` is undefined when nothing is new since `tag`. */
export const messagesWith = (handle, url, tag) => call(url ?? `messages/@${handle}`, { tag });

/** Writes `{ user_receiver_handle, message }`; a repeated `key` writes once. */
export const sendMessage = async (json, key) => (await call("messages", { method: "POST", json, key })).body;
