import { on, tell } from "../bus.js";
import { address, call } from "./client.js";

const POLL_EVERY = 10_000;
const TRY_AGAIN_AFTER = 60_000;

let source, polling, tag;

/** Tells `update` and `gone` as they happen; where there is no stream, as often as the home feed is asked for news. */
export function listen() {
  if (document.hidden || (source && source.readyState !== EventSource.CLOSED)) return;
  source = new EventSource(address("activities/stream"));
  source.addEventListener("open", stopPolling);
  source.addEventListener("update", ({ data }) => tell("update", JSON.parse(data)));
  for (const end of ["delete", "expire"]) source.addEventListener(end, ({ data }) => tell("gone", JSON.parse(data)));
  source.addEventListener("error", () => {
    // While it is only interrupted, the browser tries again by itself.
    if (source.readyState !== EventSource.CLOSED) return;
    polling ??= setInterval(poll, POLL_EVERY);
    setTimeout(listen, TRY_AGAIN_AFTER);
  });
}

/** A browser has but six lines to a server without HTTP/2: a page that nobody sees, or that is kept for going back to, gives its own up. */
function pause() {
  source?.close();
  stopPolling();
}

function resume() {
  listen();
  poll(); // for what was missed
}

addEventListener("pagehide", pause);
addEventListener("pageshow", ({ persisted }) => persisted && resume());
document.addEventListener("visibilitychange", () => (document.hidden ? pause() : resume()));
on("connection", ({ reachable }) => reachable && listen());

function stopPolling() {
  clearInterval(polling);
  polling = undefined;
}

async function poll() {
  if (document.hidden) return;
  try {
    const answer = await call("activities/home", { tag });
    tag = answer.tag;
    answer.body?.toReversed().forEach((activity) => tell("update", activity));
  } catch {
    // The next time may be better; the page has said so already.
  }
}
