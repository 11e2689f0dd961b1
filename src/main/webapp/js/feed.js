import { homeFeed } from "./api.js";
import { crudItem, showLife } from "./crud.js";
import { sentence } from "./error-sentences.js";
import { isExpired } from "./time.js";

const feed = document.querySelector("#feed");
const loading = document.querySelector("#feed-loading");
const empty = document.querySelector("#feed-empty");
const error = document.querySelector("#feed-error");
const more = document.querySelector("#feed-more");
const end = document.querySelector("#feed-end");
const announcement = document.querySelector("#announcement");

let next;

export async function loadFeed() {
  const cruds = await load();
  if (cruds) announcement.textContent = `${cruds} cruds.`;
}

export async function loadMore() {
  if (feed.ariaBusy === "true") return;
  const cruds = await load(next);
  if (!cruds) return;
  announcement.textContent = `${cruds} more cruds.`;
  // The button that was pressed may be gone: keep the keyboard's place.
  if (more.hidden) end.focus({ preventScroll: true });
}

/** Puts what was just posted on top. */
export function addFresh(activity) {
  const item = crudItem(activity);
  item.classList.add("fresh");
  feed.prepend(item);
  empty.hidden = true;
  announcement.textContent = "Your crud is up.";
}

/** A crud whose time is up leaves the page too; the rest grow older. */
export function removeExpired() {
  for (const item of [...feed.children]) {
    if (isExpired(item.dataset.expiresAt)) item.remove();
    else showLife(item);
  }
  showEnd();
}

async function load(url) {
  feed.ariaBusy = "true";
  more.ariaDisabled = "true";
  loading.hidden = feed.children.length > 0;
  error.textContent = "";
  try {
    const page = await homeFeed(url);
    feed.append(...page.body.map(crudItem));
    next = page.next;
    more.hidden = !next;
    more.textContent = "Load more";
    return page.body.length;
  } catch (failure) {
    error.textContent = failure.codes ? sentence(failure.codes[0]) : sentence("internal_error");
    more.hidden = false;
    more.textContent = "Try again";
    if (!failure.codes) throw failure;
  } finally {
    loading.hidden = true;
    feed.ariaBusy = "false";
    more.ariaDisabled = "false";
    showEnd();
  }
}

function showEnd() {
  const settled = feed.ariaBusy === "false" && more.hidden;
  empty.hidden = !settled || feed.children.length > 0;
  end.hidden = !settled || feed.children.length === 0;
}
