import { recall, remember } from "./storage.js";
import { go } from "./router.js";

export const SHORTCUTS = [
  ["n", "New crud"],
  ["j", "Next crud"],
  ["k", "Previous crud"],
  ["Enter", "Open the crud"],
  ["l", "Like it"],
  ["r", "Reply to it"],
  ["Ctrl Enter", "Send what is written"],
  ["/", "Search"],
  ["?", "This help"],
];

/** One may turn them off (WCAG 2.2, 2.1.4): speech input types letters. */
export const shortcutsOn = () => recall("shortcuts", true);
export const turnShortcuts = (on) => remember("shortcuts", on);

const current = () => document.activeElement?.closest?.("main article.crud");

export function installShortcuts() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const busy = document.querySelector("dialog[open]");
    if (typing || busy || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!shortcutsOn() && event.key !== "?") return;
    if (KEYS[event.key]?.() === true) event.preventDefault();
  });
  document.addEventListener("compose", () => KEYS.n());
}

const KEYS = {
  n() {
    const field = document.querySelector("main activity-form textarea");
    if (field) {
      scrollTo({ top: 0 });
      field.focus();
    } else {
      document.querySelector("cruddur-app").compose();
    }
    return true;
  },
  j: () => step(1),
  k: () => step(-1),
  Enter: () => document.activeElement === current() && press(".when"),
  l: () => press('[data-action="like"]'),
  r: () => press('[data-action="reply"]') || answer(),
  "/"() {
    const field = [...document.querySelectorAll("search-field input")].find((input) => input.checkVisibility());
    if (field) field.focus();
    else go("search");
    return true;
  },
  "?"() {
    document.querySelector("shortcuts-help").show();
    return true;
  },
};

function step(by) {
  const all = [...document.querySelectorAll("main article.crud")];
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? firstInView(all) : -1) : at + by];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

const firstInView = (all) => Math.max(0, all.findIndex((article) => article.getBoundingClientRect().top >= 0));

/** On a crud's own page, from anywhere. */
function answer() {
  const field = document.querySelector("main reply-form textarea");
  field?.focus();
  return !!field;
}

function press(selector) {
  const button = current()?.querySelector(selector);
  button?.click();
  return !!button;
}
