// The address bar and the browser history. This module imports nothing, so every element can use it; routes.js maps paths to pages.

/** The path below the WAR's context path, without a leading slash. */
export const currentPath = () => location.pathname.slice(new URL(document.baseURI).pathname.length);

export const queryParameters = () => new URLSearchParams(location.search);

const handlers = new Set();

/** Calls `handler({ isBack })` after each change of the address; `isBack` is true for the browser's Back and Forward. */
export function onNavigation(handler) {
  handlers.add(handler);
  addEventListener("popstate", () => handler({ isBack: true }));
}

/** Goes to a page, such as `@andrewbrown` or `search?term=x`. `replace` overwrites the current history entry. */
export function navigate(target, { replace = false } = {}) {
  const url = new URL(target, document.baseURI);
  if (replace) history.replaceState({ ...history.state, entryId: historyEntryId() }, "", url);
  else history.pushState({ entryId: newEntryId(), hasPrevious: true }, "", url);
  handlers.forEach((handler) => handler({ isBack: false }));
}

/** Goes back to the previous page of this client or, if there is none, to the home page. */
export function goBack() {
  if (history.state?.hasPrevious) history.back();
  else navigate("", { replace: true });
}

/** Identifies the current history entry, so that its page can be shown again as it was left. */
export function historyEntryId() {
  if (!history.state?.entryId) history.replaceState({ entryId: newEntryId() }, "");
  return history.state.entryId;
}

const newEntryId = () => `${Date.now()}-${Math.random()}`;

/**
 * Makes links between pages change the page without a reload. The browser handles the others: clicks with a modifier key, links with a
 * `target`, other origins, and paths that are not pages of this client.
 */
export function interceptLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const base = new URL(document.baseURI);
    const path = link.pathname.slice(base.pathname.length);
    if (link.target || link.origin !== base.origin || !link.pathname.startsWith(base.pathname)) return;
    if (/^(api|docs|app|webjars|openapi)\b/.test(path)) return;
    event.preventDefault();
    const isSame = link.href === location.href;
    if (!isSame || document.querySelector("error-page")) navigate(link.href, { replace: isSame });
    else scrollTo({ top: 0 });
  });
}
