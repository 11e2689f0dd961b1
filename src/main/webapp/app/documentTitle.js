import { subscribe } from "./eventBus.js";
import { unreadCounts } from "./unreadCounts.js";

let title = document.title;

/** Sets the title of the document: the number of unread notifications and messages, if there are any, and the title of the page. */
export function setPageTitle(pageTitle) {
  title = `${pageTitle} · Cruddur`;
  show();
}

function show() {
  const count = unreadCounts.notifications + unreadCounts.messages;
  document.title = count ? `(${count > 99 ? "99+" : count}) ${title}` : title;
}

subscribe("unread", show);
