import { request } from "./client.js";

export const getRecentlyActiveUsers = async (limit) => (await request(`users?limit=${limit}`)).body;

/** Users whose name or handle contains the words; the last one may be incomplete. */
export const searchUsers = async (term, limit) => (await request(`users?limit=${limit}&term=${encodeURIComponent(term)}`)).body;

/** Those users that exist, of at most a hundred handles. */
export const getUsersByHandle = async (handles) => (await request(`users?handles=${handles.join(",")}`)).body;

export const getProfile = async (handle) => (await request(`users/@${handle}`)).body;

/** The user's own profile, with `default_ttl`. */
export const getOwnProfile = async () => (await request("users/me")).body;

/** Everything of the user's account, which may be large. */
export const exportAccount = async () => (await request("users/me/export", { timeoutMillis: 600_000 })).body;

export const deleteAccount = () => request("users/me", { method: "DELETE" });

/** Replaces the user's own `{ display_name, bio, default_ttl }`. */
export const updateProfile = async (json) => (await request("users/me", { method: "PUT", json })).body;
