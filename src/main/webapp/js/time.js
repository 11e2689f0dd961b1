import { now } from "./api.js";

const ago = new Intl.RelativeTimeFormat("en", { style: "narrow" });
const full = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });
const HOUR = 3_600_000;

/** Binds a <time> to an instant; `tick` then keeps its words true. */
export function setInstant(element, instant) {
  element.dateTime = instant;
  element.title = full.format(new Date(instant));
}

/** What is left of a life, from 1 down to 0. */
export function lifeLeft({ created_at, expires_at }) {
  const created = Date.parse(created_at);
  return Math.min(1, Math.max(0, (Date.parse(expires_at) - now()) / (Date.parse(expires_at) - created)));
}

export const isExpired = (expiresAt) => Date.parse(expiresAt) <= now();

export const isEnding = (expiresAt) => Date.parse(expiresAt) - now() < HOUR;

/** Writes every <time> below `root` anew, where its words have changed. */
export function tick(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const distance = Date.parse(time.dateTime) - now();
    const words = time.classList.contains("expires") ? leftWords(distance) : agoWords(-distance);
    if (time.textContent !== words) time.textContent = words;
  }
}

function agoWords(milliseconds) {
  if (milliseconds < 10_000) return "just now";
  const [amount, unit] = inLargestUnit(milliseconds);
  return ago.format(-amount, unit);
}

function leftWords(milliseconds) {
  const [amount, unit] = inLargestUnit(milliseconds);
  const length = new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(amount);
  return `${length} left`;
}

function inLargestUnit(milliseconds) {
  const seconds = Math.max(0, milliseconds / 1000);
  const units = [["second", 1, 60], ["minute", 60, 60], ["hour", 3600, 24], ["day", 86_400, Infinity]];
  const [unit, length] = units.find(([, length, limit]) => Math.round(seconds / length) < limit);
  return [Math.round(seconds / length), unit];
}
