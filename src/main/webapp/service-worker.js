/*
 * The service worker: it keeps the page and all files of one release, so that the client starts without a network. A page load still asks the
 * server first, so it always gets the newest release; the API is never answered from here.
 */

// The server inserts the release into this line, and the files into the next; so each release has a different service worker.
const RELEASE = "app/";
const FILES = [];

const PAGE = "./";
const OTHER_PAGES = /^(api|docs|app|webjars|openapi)\b/;

addEventListener("install", (event) => {
  // A request that a page sends while the user leaves it, such as a deletion, may be lost if it has to wait for the service worker.
  event.addRoutes?.({ condition: { urlPattern: "./api/*" }, source: "network" });
  event.waitUntil(keepFiles());
});
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(registration.scope)) return;
  const path = url.slice(registration.scope.length);
  if (mode === "navigate") {
    if (!OTHER_PAGES.test(path)) event.respondWith(fetch(event.request).catch(() => kept(PAGE)));
  } else if (FILES.includes(path)) {
    event.respondWith(kept(path).then((response) => response ?? fetch(event.request)));
  }
});

async function kept(path) {
  return (await caches.open(RELEASE)).match(path);
}

/** Fails, to be tried again later, if another node still serves another release. */
async function keepFiles() {
  const cache = await caches.open(RELEASE);
  await Promise.all(FILES.map((path) => keep(cache, path, /^(app|webjars)\b/.test(path) ? "default" : "no-cache")));
  const page = await keep(cache, PAGE, "no-cache");
  if (!(await page.text()).includes(RELEASE)) throw new Error("The page is of another release.");
  await skipWaiting();
}

async function keep(cache, path, mode) {
  const response = await fetch(path, { cache: mode });
  const isImmutable = response.headers.get("Cache-Control").includes("immutable");
  if (!response.ok || (mode === "default" && !isImmutable)) throw new Error(`${path} is not of this release.`);
  await cache.put(path, response.clone());
  return response;
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== RELEASE) await caches.delete(name);
  await clients.claim();
}
