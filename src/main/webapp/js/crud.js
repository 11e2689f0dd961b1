import { isEnding, lifeLeft, setInstant, tick } from "./time.js";

const template = document.querySelector("template#crud");
const REFERENCE = /(?<![\p{L}\p{M}\p{N}_])([#@][\p{L}\p{M}\p{N}_]+)/u;

/** A list item that shows the crud with the replies that came with it. */
export function crudItem(activity) {
  const item = document.createElement("li");
  item.append(article(activity));
  item.dataset.uuid = activity.uuid;
  item.dataset.createdAt = activity.created_at;
  item.dataset.expiresAt = activity.expires_at;
  showLife(item);
  if (activity.replies?.length) item.querySelector(".crud-body").append(thread(activity));
  tick(item);
  return item;
}

/** Draws how much of the crud's life is left. */
export function showLife(item) {
  const { createdAt, expiresAt } = item.dataset;
  const left = lifeLeft({ created_at: createdAt, expires_at: expiresAt });
  item.querySelector(".avatar").style.setProperty("--life", left.toFixed(3));
  item.classList.toggle("ending", isEnding(expiresAt));
}

function article(activity) {
  const crud = template.content.cloneNode(true);
  const part = (name) => crud.querySelector(`.${name}`);
  part("avatar").textContent = initial(activity.display_name);
  part("avatar").style.setProperty("--hue", hue(activity.handle));
  part("display-name").textContent = activity.display_name;
  part("handle").textContent = `@${activity.handle}`;
  part("message").append(...message(activity.message));
  setInstant(part("created"), activity.created_at);
  setInstant(part("expires"), activity.expires_at);
  return crud;
}

/** Oldest first, as a conversation is read; the API sends the newest few. */
function thread({ replies, replies_count }) {
  const list = document.createElement("ol");
  list.className = "replies";
  for (const reply of replies.toReversed()) {
    const item = document.createElement("li");
    item.append(article(reply));
    list.append(item);
  }
  const earlier = replies_count - replies.length;
  if (earlier > 0) {
    const note = document.createElement("li");
    note.className = "replies-more";
    note.textContent = earlier === 1 ? "1 earlier reply" : `${earlier} earlier replies`;
    list.prepend(note);
  }
  return list;
}

/** Text stays text: only text nodes and coloured spans of text, never markup. */
function message(text) {
  return text.split(REFERENCE).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const reference = document.createElement("span");
    reference.className = "reference";
    reference.textContent = piece;
    return reference;
  });
}

const initial = (name) => [...name][0].toLocaleUpperCase();

/** The same handle, the same colour, everywhere. FNV-1a, so that like names differ; no olives and browns (50 to 140). */
function hue(handle) {
  let hash = 0x811c9dc5;
  for (const letter of handle) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  return 140 + ((hash >>> 0) % 270);
}
