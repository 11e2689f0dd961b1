/**
 * Events between elements that do not know each other:
 *
 * | event | detail | meaning |
 * |---|---|---|
 * | `post-pending` | crud | a post of this page was sent; the crud has a temporary uuid |
 * | `post-confirmed` | `{ pending, activity }` | the server stored it |
 * | `post-failed` | `{ pending }` | the server did not store it |
 * | `updated` | crud, or some of its fields | a crud is new or changed, by any user |
 * | `reposted` | crud | the user reposts it |
 * | `removed` | `{ uuid }` | a crud was deleted or has expired |
 * | `restored` | crud | a deletion failed on the server |
 * | `connection` | `{ reachable }` | the server became reachable or unreachable |
 * | `compose` | none | the user wants to write a crud |
 * | `draft-changed` | none | a dialog may have changed the draft of another form |
 * | `unread` | `{ notifications, messages }` | the unread counts changed |
 * | `notice` | `{ text, action, errorCode }` | a message to show for some seconds |
 * | `announce` | text | a message for screen readers only |
 */
const bus = new EventTarget();

export const publish = (name, detail) => bus.dispatchEvent(new CustomEvent(name, { detail }));

/** Calls `handler` with the detail of each event. Returns a function that unsubscribes. */
export function subscribe(name, handler) {
  const listener = (event) => handler(event.detail);
  bus.addEventListener(name, listener);
  return () => bus.removeEventListener(name, listener);
}

/** Shows a message for some seconds, with an optional button `{ label, run }`; `errorCode` is the code of the API if it is about an error. */
export const showNotice = (text, action, errorCode) => publish("notice", { text, action, errorCode });
