import "./pages/HomeFeedPage.js";

/** Every page; `WebServer.java` knows the same, so that a reload finds them. The last is for whatever is none. */
export const routes = [
  { name: "home", pattern: /^(index\.html)?$/, page: "home-feed-page" },
  { name: "profile", pattern: /^@(?<handle>\w{1,30})$/, page: "user-feed-page", load: () => import("./pages/UserFeedPage.js") },
  { name: "crud", pattern: /^crud\/(?<uuid>[0-9A-Fa-f-]{36})$/, page: "crud-page", load: () => import("./pages/CrudPage.js") },
  { name: "search", pattern: /^search$/, page: "search-page", load: () => import("./pages/SearchPage.js") },
  {
    name: "notifications",
    pattern: /^notifications$/,
    page: "notifications-feed-page",
    load: () => import("./pages/NotificationsFeedPage.js"),
  },
  { name: "messages", pattern: /^messages$/, page: "message-groups-page", load: () => import("./pages/MessageGroupsPage.js") },
  {
    name: "messages",
    pattern: /^messages\/@(?<handle>\w{1,30})$/,
    page: "message-group-page",
    load: () => import("./pages/MessageGroupPage.js"),
  },
  { name: "sign-in", pattern: /^sign-in$/, page: "signin-page", load: () => import("./pages/SigninPage.js") },
  { name: "sign-in", pattern: /^sign-in\/callback$/, page: "signin-page", load: () => import("./pages/SigninPage.js") },
  { name: "none", pattern: /^/, page: "not-found-page", load: () => import("./pages/NotFoundPage.js") },
];
