import { html } from "lit";
import "../activityChanges.js";
import { currentAddress, rememberOrigin, requestSignIn } from "../afterSignIn.js";
import { connect } from "../api/eventStream.js";
import { session } from "../api/session.js";
import { followColorTheme } from "../colorTheme.js";
import { setPageTitle } from "../documentTitle.js";
import { subscribe } from "../eventBus.js";
import { historyEntryId, interceptLinks, navigate, onNavigation } from "../navigation.js";
import { currentRoute } from "../routes.js";
import "./DesktopNavigation.js";
import { LightDomElement, nextFrame, updateOnSessionChange } from "./LightDomElement.js";

/** How many pages are kept for the Back button. */
const MAX_KEPT_PAGES = 5;

/** The root element: the navigation, the sidebar, and the page of the current address. */
class CruddurApp extends LightDomElement {
  static properties = { route: { state: true }, announcement: { state: true } };

  constructor() {
    super();
    /** By history entry: `{ page, scroll, focused }`, least recently shown first. */
    this.keptPages = new Map();
  }

  subscriptions() {
    return [
      updateOnSessionChange(this),
      subscribe("announce", (text) => this.announce(text)),
      subscribe("compose", () => this.compose()),
    ];
  }

  connectedCallback() {
    this.replaceChildren();
    super.connectedCallback();
    history.scrollRestoration = "manual";
    followColorTheme();
    interceptLinks();
    onNavigation(({ isBack }) => this.showPage(isBack));
    this.showPage(false);
    addEventListener("load", () => this.start(), { once: true });
    if (document.readyState === "complete") this.start();
    // Kept pages contain what the previous user liked and posted.
    let handle = session.handle;
    session.subscribe(() => {
      if (session.handle === handle) return;
      handle = session.handle;
      this.keptPages.clear();
    });
  }

  /** What the first view does not need. An element in the document works as soon as its module has loaded. */
  async start() {
    connect();
    await Promise.all([
      import("./NoticeRegion.js"),
      import("./OfflineNotice.js"),
      import("../unreadCounts.js"),
      import("./ComposeDialog.js"),
      import("./ReplyForm.js"),
      import("./DesktopSidebar.js"),
      import("./ShortcutsHelp.js"),
    ]);
    const { isOutdated, registerServiceWorker } = await import("../serviceWorker.js");
    this.isOutdated = isOutdated;
    await registerServiceWorker();
  }

  async showPage(isBack) {
    if (this.isOutdated?.()) return location.reload();
    const previous = this.keptPages.get(this.entryId);
    if (previous) Object.assign(previous, { scroll: scrollY, focused: document.activeElement });
    const route = currentRoute();
    if (route.name === "sign-in" && this.route && this.route.name !== "sign-in") rememberOrigin(this.address);
    this.address = currentAddress();
    const entryId = historyEntryId();
    this.entryId = entryId;
    const isLoaded = await load(route);
    if (entryId !== this.entryId) return; // the user went on while the module was loading
    const kept = isBack && this.keptPages.get(entryId);
    const page = kept ? kept.page : Object.assign(document.createElement(isLoaded ? route.element : "error-page"), route.params);
    if (isLoaded) this.keepPage(entryId, page);
    const isFirst = !this.route;
    this.route = route;
    await this.updateComplete;
    const main = this.querySelector("main");
    main.replaceChildren(page);
    await page.updateComplete;
    await page.querySelector("activity-feed")?.updateComplete;
    setPageTitle(page.pageTitle);
    scrollTo({ top: kept?.scroll ?? 0, behavior: "instant" });
    if (!isFirst || page.focusTarget) this.focusPage(page, kept?.focused);
  }

  /** Focuses what was focused when the user left the page; else its `focusTarget` or heading, so that screen readers announce the page. */
  async focusPage(page, focused) {
    const isKept = page.contains(focused);
    // The heights of cruds with `content-visibility` are known after a frame; focusing one earlier would move the page.
    if (isKept) await nextFrame();
    const target = isKept ? focused : (page.focusTarget ?? page.querySelector("h1"));
    target.focus({ preventScroll: true });
  }

  /** Focuses the form of this page if it is in view, or opens the dialog. Guests get to the sign-in page. */
  compose() {
    const textarea = this.querySelector("main activity-form textarea");
    if (textarea?.getBoundingClientRect().top > 0) textarea.focus();
    else if (session.user) this.querySelector("compose-dialog").show?.();
    else requestSignIn({ name: "compose" });
  }

  keepPage(entryId, page) {
    this.keptPages.delete(entryId);
    this.keptPages.set(entryId, { page, scroll: 0 });
    if (this.keptPages.size > MAX_KEPT_PAGES) this.keptPages.delete(this.keptPages.keys().next().value);
  }

  /** Clears the text first: a screen reader announces only a change. */
  async announce(text) {
    this.announcement = "";
    await this.updateComplete;
    this.announcement = text;
  }

  skipToMain(event) {
    event.preventDefault();
    this.querySelector("main").focus();
  }

  render() {
    return html`
      <a class="skip-link" href="#main" @click=${this.skipToMain}>Skip to the page</a>
      <div class="app-shell">
        <desktop-navigation class="column-nav" role="banner" .active=${this.route?.name}></desktop-navigation>
        <main id="main" class="column-main" tabindex="-1"></main>
        <desktop-sidebar class="column-side" .active=${this.route?.name}></desktop-sidebar>
      </div>
      <offline-notice></offline-notice>
      <notice-region></notice-region>
      <shortcuts-help></shortcuts-help>
      <compose-dialog></compose-dialog>
      <p class="visually-hidden" role="status">${this.announcement}</p>
    `;
  }
}

/** False if the module of the page cannot be loaded, for example without a network. */
async function load(route) {
  try {
    await route.load?.();
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  }
}

customElements.define("cruddur-app", CruddurApp);
