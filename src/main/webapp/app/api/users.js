import { request } from "./client.js";

export const getRecentlyActiveUsers = async (limit) => (await request(`users?limit=${limit}`)).body;

/** Users whose name or handle contains the words; the last one may be incomplete. */
export const searchUsers = async (term, limit) => (await request(`users?limit=${limit}&term=${encodeURIComponent(term)}`)).body;

/** Those users that exist, of at most a hundred handles. */
export const getUsersByHandle = async (handles) => (await request(`users?handles=${handles.join(",")}`)).body;

export const getProfile = async (handle) => (await request(`users/@${handle}`)).body;

/** Replaces the user's own `{ display_name, bio }`. */
export const updateProfile = async (json) => (await request("users/me", { method: "PUT", json })).body;
