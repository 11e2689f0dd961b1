import { subscribe } from "./eventBus.js";

let title = document.title;
let unread = 0;

/** Sets the title of the document: the number of unread notifications and messages, if there are any, and the title of the page. */
export function setPageTitle(pageTitle) {
  title = `${pageTitle} · Cruddur`;
  show();
}

function show() {
  document.title = unread ? `(${unread > 99 ? "99+" : unread}) ${title}` : title;
}

subscribe("unread", ({ notifications, messages }) => {
  unread = notifications + messages;
  show();
});
