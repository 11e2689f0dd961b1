import { subscribe } from "./eventBus.js";

let outdated = false;

/** Whether a newer release has taken over. Then the next change of the address must load the page again. */
export const isOutdated = () => outdated;

/** Registers service-worker.js, which keeps the files of a release. Browsers allow it on HTTPS and on the own machine only. */
export async function registerServiceWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  let { controller } = serviceWorker;
  serviceWorker.addEventListener("controllerchange", () => {
    outdated ||= !!controller; // the first one takes over the page that registered it
    controller = serviceWorker.controller;
  });
  try {
    const registration = await serviceWorker.register(new URL("service-worker.js", document.baseURI), { updateViaCache: "none" });
    const update = () => document.hidden || registration.update().catch(() => {});
    document.addEventListener("visibilitychange", update);
    subscribe("connection", ({ reachable }) => reachable && update()); // after a restart of the server
  } catch {
    // Without it, the client works as before, except offline.
  }
}
