import { html } from "lit";
import "../activityChanges.js";
import { connect } from "../api/eventStream.js";
import { session } from "../api/session.js";
import { subscribe } from "../eventBus.js";
import { installShortcuts } from "../keyboardShortcuts.js";
import { historyEntryId, interceptLinks, navigate, onNavigation } from "../navigation.js";
import { currentRoute } from "../routes.js";
import "./DesktopNavigation.js";
import "./DesktopSidebar.js";
import { LightDomElement, updateOnSessionChange } from "./LightDomElement.js";
import "./NoticeRegion.js";
import "./OfflineNotice.js";
import "./ShortcutsHelp.js";

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
    interceptLinks();
    installShortcuts();
    onNavigation(({ isBack }) => this.showPage(isBack));
    this.showPage(false);
    addEventListener("load", connect, { once: true });
    if (document.readyState === "complete") connect();
    // Kept pages contain what the previous user liked and posted.
    let handle = session.handle;
    session.subscribe(() => {
      if (session.handle === handle) return;
      handle = session.handle;
      this.keptPages.clear();
    });
  }

  async showPage(isBack) {
    const previous = this.keptPages.get(this.entryId);
    if (previous) Object.assign(previous, { scroll: scrollY, focused: document.activeElement });
    const route = currentRoute();
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
    document.title = `${page.pageTitle} · Cruddur`;
    scrollTo({ top: kept?.scroll ?? 0, behavior: "instant" });
    if (!isFirst || page.focusTarget) this.focusPage(page, kept?.focused);
  }

  /**
   * Focuses what was focused when the user left the page; else the `focusTarget` of the page, or its heading, so that screen readers announce
   * the page; or the form, if the user wants to write.
   */
  async focusPage(page, focused) {
    const form = page.querySelector("activity-form");
    // The heights of cruds with `content-visibility` are known after a frame; focusing one earlier would move the page.
    if (page.contains(focused)) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const target = page.contains(focused) ? focused : (page.focusTarget ?? page.querySelector("h1"));
    if (!this.isComposing || !form) return target.focus({ preventScroll: true });
    this.isComposing = false;
    await form.updateComplete;
    form.querySelector("textarea").focus();
  }

  /** Focuses the form of this page, or goes to the home page and focuses its form. Guests get to the sign-in page. */
  compose() {
    const textarea = this.querySelector("main activity-form textarea");
    if (textarea) {
      scrollTo({ top: 0 });
      textarea.focus();
    } else {
      this.isComposing = !!session.user;
      navigate(session.user ? "" : "sign-in");
    }
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
