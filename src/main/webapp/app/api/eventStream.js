import { publish, subscribe } from "../eventBus.js";
import { apiUrl, request } from "./client.js";

const POLL_MILLIS = 10_000;
const RECONNECT_MILLIS = 60_000;

let source, polling, etag;

/** Publishes `updated` and `removed` from the server-sent events. While there is no stream, it polls the home feed instead. */
export function connect() {
  if (document.hidden || (source && source.readyState !== EventSource.CLOSED)) return;
  source = new EventSource(apiUrl("activities/stream"));
  source.addEventListener("open", stopPolling);
  source.addEventListener("update", ({ data }) => publish("updated", JSON.parse(data)));
  for (const name of ["delete", "expire"]) source.addEventListener(name, ({ data }) => publish("removed", JSON.parse(data)));
  source.addEventListener("error", () => {
    // After an interruption the browser reconnects by itself; it does not after an error status.
    if (source.readyState !== EventSource.CLOSED) return;
    polling ??= setInterval(poll, POLL_MILLIS);
    setTimeout(connect, RECONNECT_MILLIS);
  });
}

/**
 * A browser opens at most six connections to a server without HTTP/2. A page that is hidden, or in the back/forward cache, therefore closes
 * its stream.
 */
function disconnect() {
  source?.close();
  stopPolling();
}

function reconnect() {
  connect();
  poll(); // for the changes since the stream was closed
}

addEventListener("pagehide", disconnect);
addEventListener("pageshow", ({ persisted }) => persisted && reconnect());
document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : reconnect()));
subscribe("connection", ({ reachable }) => reachable && connect());

function stopPolling() {
  clearInterval(polling);
  polling = undefined;
}

async function poll() {
  if (document.hidden) return;
  try {
    const result = await request("activities/home", { etag });
    etag = result.etag;
    result.body?.toReversed().forEach((activity) => publish("updated", activity));
  } catch {
    // Retried at the next interval. OfflineNotice shows that the server is unreachable.
  }
}
