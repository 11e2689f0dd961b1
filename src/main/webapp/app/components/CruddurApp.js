import { html } from "lit";
import { session } from "../api/session.js";
import { listen } from "../api/stream.js";
import { on } from "../bus.js";
import "../cruds.js";
import { installShortcuts } from "../keyboard.js";
import { followLinks, go, match, onNavigation, visit } from "../router.js";
import "./DesktopNavigation.js";
import "./DesktopSidebar.js";
import { LightElement, withSession } from "./LightElement.js";
import "./NoticeRegion.js";
import "./OfflineNotice.js";
import "./ShortcutsHelp.js";

/** How many pages are kept for going back to. */
const KEPT = 5;

/** The whole: what is beside the page, and the page that the address names. */
class CruddurApp extends LightElement {
  static properties = { route: { state: true }, announcement: { state: true } };

  constructor() {
    super();
    this.visits = new Map();
  }

  listening() {
    return [withSession(this, session), on("announce", (text) => this.announce(text))];
  }

  connectedCallback() {
    this.replaceChildren();
    super.connectedCallback();
    history.scrollRestoration = "manual";
    followLinks();
    installShortcuts();
    onNavigation(({ back }) => this.show(back));
    this.show(false);
    addEventListener("load", listen, { once: true });
    if (document.readyState === "complete") listen();
    // Another person, other pages: what they liked, who they are.
    let handle = session.handle;
    session.addEventListener("change", () => {
      if (session.handle === handle) return;
      handle = session.handle;
      this.visits.clear();
    });
  }

  async show(back) {
    const leaving = this.visits.get(this.visit);
    if (leaving) leaving.scroll = scrollY;
    const route = match();
    this.visit = visit();
    const showing = this.visit;
    await route.load?.();
    if (showing !== this.visit) return;
    const kept = back && this.visits.get(this.visit);
    const page = kept ? kept.page : Object.assign(document.createElement(route.page), route.params);
    this.keep(page);
    const first = !this.route;
    this.route = route;
    await this.updateComplete;
    const main = this.querySelector("main");
    main.replaceChildren(page);
    await page.updateComplete;
    scrollTo({ top: kept?.scroll ?? 0, behavior: "instant" });
    document.title = `${page.pageTitle} · Cruddur`;
    if (!first) this.focusPage(page, main);
  }

  /** Who listens hears where they are; who came to write, writes. */
  async focusPage(page, main) {
    const form = page.querySelector("activity-form");
    if (!this.composing || !form) return (page.querySelector("h1") ?? main).focus({ preventScroll: true });
    this.composing = false;
    await form.updateComplete;
    form.querySelector("textarea").focus();
  }

  compose() {
    this.composing = !!session.user;
    go(session.user ? "" : "sign-in");
  }

  keep(page) {
    this.visits.delete(this.visit);
    this.visits.set(this.visit, { page, scroll: 0 });
    if (this.visits.size > KEPT) this.visits.delete(this.visits.keys().next().value);
  }

  async announce(text) {
    // The same words again are news too.
    this.announcement = "";
    await this.updateComplete;
    this.announcement = text;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector("main").focus();
  }

  render() {
    return html`
      <a class="skip-link" href="#main" @click=${this.skip}>Skip to the page</a>
      <div class="shell">
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

customElements.define("cruddur-app", CruddurApp);
