import { currentPath } from "./navigation.js";
import "./pages/ErrorPage.js";
import "./pages/HomeFeedPage.js";

/**
 * The pages by path. The first match is shown; the last entry matches every path. The home page and the error page are imported at once, the
 * others when they are first shown. Only CruddurApp imports this module. The server has the same list (`CLIENT_ROUTES` in
 * StaticFileServlet.java), so that a reload finds the page.
 */
const ROUTES = [
  { name: "home", pattern: /^(index\.html)?$/, element: "home-feed-page" },
  { name: "profile", pattern: /^@(?<handle>\w{1,30})$/, element: "user-feed-page", load: () => import("./pages/UserFeedPage.js") },
  { name: "crud", pattern: /^crud\/(?<uuid>[0-9A-Fa-f-]{36})$/, element: "crud-page", load: () => import("./pages/CrudPage.js") },
  { name: "search", pattern: /^search$/, element: "search-page", load: () => import("./pages/SearchPage.js") },
  {
    name: "notifications",
    pattern: /^notifications$/,
    element: "notifications-feed-page",
    load: () => import("./pages/NotificationsFeedPage.js"),
  },
  { name: "messages", pattern: /^messages$/, element: "message-groups-page", load: () => import("./pages/MessageGroupsPage.js") },
  {
    name: "messages",
    pattern: /^messages\/@(?<handle>\w{1,30})$/,
    element: "message-group-page",
    load: () => import("./pages/MessageGroupPage.js"),
  },
  { name: "sign-in", pattern: /^sign-in(\/callback)?$/, element: "signin-page", load: () => import("./pages/SigninPage.js") },
  { name: "not-found", pattern: /^/, element: "not-found-page", load: () => import("./pages/NotFoundPage.js") },
];

/** The route of the current address; `params` holds the named groups of its pattern. */
export function currentRoute() {
  const path = currentPath();
  const route = ROUTES.find(({ pattern }) => pattern.test(path));
  return { ...route, params: { ...route.pattern.exec(path).groups } };
}
