import { serverNow } from "./api/client.js";

const RELATIVE = new Intl.RelativeTimeFormat("en", { style: "narrow" });
const DATE_TIME = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });
const SHORT_DATE_TIME = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const MONTH = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" });
const HOUR_MILLIS = 3_600_000;
const ABBREVIATIONS = { second: "sec", minute: "min" };

const callbacks = new Set();
setInterval(() => callbacks.forEach((callback) => callback()), 1000);

/** Calls `callback` each second, with one timer for all callers. Returns a function that stops the calls. */
export function everySecond(callback) {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

export const formatDateTime = (instant) => DATE_TIME.format(new Date(instant));

export const formatShortDateTime = (instant) => SHORT_DATE_TIME.format(new Date(instant));

/** The value of a `datetime` attribute, in which HTML allows at most three fraction digits. */
export const dateTimeAttribute = (instant) => instant?.replace(/(\.\d{3})\d+/, "$1");

export const formatMonth = (instant) => MONTH.format(new Date(instant));

/** The remaining part of a lifetime, from 1 down to 0. */
export function fractionLeft(createdAt, expiresAt) {
  const end = Date.parse(expiresAt);
  return Math.min(1, Math.max(0, (end - serverNow()) / (end - Date.parse(createdAt))));
}

export const isExpired = (expiresAt) => Date.parse(expiresAt) <= serverNow();

/** Whether the last hour or the last fifth of a life has begun. */
export const isExpiringSoon = (createdAt, expiresAt) =>
  Date.parse(expiresAt) - serverNow() <= HOUR_MILLIS || fractionLeft(createdAt, expiresAt) <= 0.2;

/** Whether more than a day is left. */
export const isLongLived = (expiresAt) => Date.parse(expiresAt) - serverNow() > 24 * HOUR_MILLIS;

/** Such as `5 min. ago`. */
export function formatTimeAgo(instant) {
  const millis = serverNow() - Date.parse(instant);
  if (millis < 10_000) return "just now";
  const [amount, unit] = inLargestUnit(millis);
  return RELATIVE.format(-amount, unit);
}

/** Such as `3 days`. */
export function formatRemaining(expiresAt) {
  const [amount, unit] = inLargestUnit(Date.parse(expiresAt) - serverNow());
  return `${amount} ${ABBREVIATIONS[unit] ?? (amount === 1 ? unit : `${unit}s`)}`;
}

export const formatTimeLeft = (expiresAt) => `${formatRemaining(expiresAt)} left`;

function inLargestUnit(millis) {
  const seconds = Math.max(0, millis / 1000);
  const units = [["second", 1, 60], ["minute", 60, 60], ["hour", 3600, 24], ["day", 86_400, Infinity]];
  const [unit, length] = units.find(([, length, limit]) => Math.round(seconds / length) < limit);
  return [Math.round(seconds / length), unit];
}
