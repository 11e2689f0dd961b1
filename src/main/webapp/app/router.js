import { routes } from "./routes.js";

/** The path and query below where the WAR is deployed, without a slash in front. */
const here = () => location.pathname.slice(new URL(document.baseURI).pathname.length) + location.search;

export const path = () => here().replace(/\?.*$/, "");

export const query = () => new URLSearchParams(location.search);

/** Which route the address is, with what its pattern named. */
export function match() {
  for (const route of routes) {
    const found = route.pattern.exec(path());
    if (found) return { ...route, params: { ...found.groups } };
  }
  return { ...routes.at(-1), params: {} };
}

const listeners = new Set();

/** Calls `show({ back })` whenever the address has changed. */
export function onNavigation(show) {
  listeners.add(show);
  addEventListener("popstate", () => listeners.forEach((listen) => listen({ back: true })));
}

/** Goes to a page, `@andrewbrown` or `search?term=x`. */
export function go(target, { replace = false } = {}) {
  const url = new URL(target, document.baseURI);
  if (replace) history.replaceState({ visit: visit() }, "", url);
  else history.pushState({ visit: newVisit() }, "", url);
  listeners.forEach((listen) => listen({ back: false }));
}

/** Names this entry of the history, so that going back finds its page as it was left. */
export function visit() {
  if (!history.state?.visit) history.replaceState({ visit: newVisit() }, "");
  return history.state.visit;
}

const newVisit = () => `${Date.now()}-${Math.random()}`;

/** Links of ours stay on the page; those with a modifier, a target or another origin are the browser's. */
export function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const base = new URL(document.baseURI);
    const below = link.pathname.slice(base.pathname.length);
    if (link.target || link.origin !== base.origin || !link.pathname.startsWith(base.pathname)) return;
    if (/^(api|docs|app|webjars|openapi)\b/.test(below)) return;
    event.preventDefault();
    if (link.href !== location.href) go(link.href);
    else scrollTo({ top: 0 });
  });
}
