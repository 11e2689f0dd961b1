import { request } from "./client.js";

export const getRecentlyActiveUsers = async (limit) => (await request(`users?limit=${limit}`)).body;

export const getProfile = async (handle) => (await request(`users/@${handle}`)).body;

/** The user's own profile, with `default_ttl`. */
export const getOwnProfile = async () => (await request("users/me")).body;

export const exportAccount = async () => (await request("users/me/export")).body;

export const deleteAccount = () => request("users/me", { method: "DELETE" });

/** Replaces the user's own `{ display_name, bio, default_ttl }`. */
export const updateProfile = async (json) => (await request("users/me", { method: "PUT", json })).body;
