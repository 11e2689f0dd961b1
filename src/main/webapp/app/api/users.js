import { call } from "./client.js";

export const recentlyActive = async (limit) => (await call(`users?limit=${limit}`)).body;

export const profile = async (handle) => (await call(`users/@${handle}`)).body;

export const shortProfile = async (handle) => (await call(`users/@${handle}/short`)).body;

/** Replaces one's own `{ display_name, bio }`. */
export const editProfile = async (json) => (await call("users/me", { method: "PUT", json })).body;
