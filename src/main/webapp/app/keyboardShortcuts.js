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
  ["b", "Repost it"],
  ["Delete", "Delete it"],
  ["Ctrl Enter", "Send what is written"],
  ["Escape", "Leave the text field"],
  ["g h", "Home"],
  ["/", "Search"],
  ["?", "This help"],
];

/** Within this time after `g`, the next key is the second one of a shortcut. */
const SEQUENCE_MILLIS = 1_500;

/** Users can turn shortcuts off (WCAG 2.2, 2.1.4), because speech input types single letters. */
export const areShortcutsEnabled = () => loadItem("shortcuts", true);
export const enableShortcuts = (enabled) => saveItem("shortcuts", enabled);

export function installShortcuts() {
  let gPressedAt = -Infinity;
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isDialogOpen = document.querySelector("dialog[open]");
    if (isTyping && event.key === "Escape" && !isDialogOpen) event.target.blur();
    if (isTyping || isDialogOpen || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!areShortcutsEnabled() && event.key !== "?") return;
    const key = event.timeStamp - gPressedAt < SEQUENCE_MILLIS ? `g ${event.key}` : event.key;
    gPressedAt = key === "g" ? event.timeStamp : -Infinity;
    if (HANDLERS[key]?.() === true) event.preventDefault();
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
  b: () => clickInCrud('[data-action="repost"]'),
  Delete: () => clickInCrud('[data-action="delete"]'),
  "g h"() {
    navigate("");
    return true;
  },
  "/"() {
    const input = [...document.querySelectorAll("search-field input")].find((each) => each.checkVisibility());
    if (input) input.select();
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
  const crud = focusedCrud();
  const target = [...(crud?.querySelectorAll(selector) ?? [])].find((each) => each.closest("article") === crud); // not of its replies
  target?.click();
  return !!target;
}
