import { publish } from "./eventBus.js";
import { navigate } from "./navigation.js";
import { loadItem, saveItem } from "./storage.js";

/** The shortcuts with their descriptions, for the help dialog. */
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

/** Users can turn shortcuts off (WCAG 2.2, 2.1.4), because speech input types single letters. */
export const areShortcutsEnabled = () => loadItem("shortcuts", true);
export const enableShortcuts = (enabled) => saveItem("shortcuts", enabled);

export function installShortcuts() {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isDialogOpen = document.querySelector("dialog[open]");
    if (isTyping || isDialogOpen || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!areShortcutsEnabled() && event.key !== "?") return;
    if (HANDLERS[event.key]?.() === true) event.preventDefault();
  });
}

/** Each handler returns true if it handled the key. */
const HANDLERS = {
  n() {
    publish("compose");
    return true;
  },
  j: () => moveFocus(1),
  k: () => moveFocus(-1),
  Enter: () => document.activeElement === focusedCrud() && clickInCrud(".timestamp"),
  l: () => clickInCrud('[data-action="like"]'),
  r: () => clickInCrud('[data-action="reply"]') || focusReplyForm(),
  "/"() {
    const input = [...document.querySelectorAll("search-field input")].find((each) => each.checkVisibility());
    if (input) input.focus();
    else navigate("search");
    return true;
  },
  "?"() {
    document.querySelector("shortcuts-help").show();
    return true;
  },
};

const focusedCrud = () => document.activeElement?.closest?.("main article.crud");

function moveFocus(step) {
  const articles = [...document.querySelectorAll("main article.crud")];
  const index = articles.indexOf(focusedCrud());
  const target = articles[index < 0 ? (step > 0 ? firstInView(articles) : -1) : index + step];
  if (!target) return false;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
  return true;
}

const firstInView = (articles) => Math.max(0, articles.findIndex((article) => article.getBoundingClientRect().top >= 0));

/** The page of a single crud has a reply form that is always visible. */
function focusReplyForm() {
  const textarea = document.querySelector("main reply-form textarea");
  textarea?.focus();
  return !!textarea;
}

function clickInCrud(selector) {
  const target = focusedCrud()?.querySelector(selector);
  target?.click();
  return !!target;
}
