import { request } from "./client.js";

export const getRecentlyActiveUsers = async (limit) => (await request(`users?limit=${limit}`)).body;

export const getProfile = async (handle) => (await request(`users/@${handle}`)).body;

/** Replaces the user's own `{ display_name, bio }`. */
export const updateProfile = async (json) => (await request("users/me", { method: "PUT", json })).body;
