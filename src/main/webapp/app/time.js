import { now } from "./api/client.js";

const ago = new Intl.RelativeTimeFormat("en", { style: "narrow" });
const full = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });
const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" });
const HOUR = 3_600_000;
const SHORT = { second: "sec", minute: "min" };

const listeners = new Set();
setInterval(() => listeners.forEach((listen) => listen()), 1000);

/** Calls `listen` each second; what it returns ends that. */
export function everySecond(listen) {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

export const inFull = (instant) => full.format(new Date(instant));

export const monthOf = (instant) => month.format(new Date(instant));

/** What is left of a life, from 1 down to 0. */
export function lifeLeft(createdAt, expiresAt) {
  const end = Date.parse(expiresAt);
  return Math.min(1, Math.max(0, (end - now()) / (end - Date.parse(createdAt))));
}

export const isExpired = (expiresAt) => Date.parse(expiresAt) <= now();

export const isEnding = (expiresAt) => Date.parse(expiresAt) - now() <= HOUR;

export function agoWords(instant) {
  const milliseconds = now() - Date.parse(instant);
  if (milliseconds < 10_000) return "just now";
  const [amount, unit] = inLargestUnit(milliseconds);
  return ago.format(-amount, unit);
}

export function leftWords(expiresAt) {
  const [amount, unit] = inLargestUnit(Date.parse(expiresAt) - now());
  return `${amount} ${SHORT[unit] ?? (amount === 1 ? unit : `${unit}s`)} left`;
}

function inLargestUnit(milliseconds) {
  const seconds = Math.max(0, milliseconds / 1000);
  const units = [["second", 1, 60], ["minute", 60, 60], ["hour", 3600, 24], ["day", 86_400, Infinity]];
  const [unit, length] = units.find(([, length, limit]) => Math.round(seconds / length) < limit);
  return [Math.round(seconds / length), unit];
}
