import { html, nothing } from "lit";
import { session } from "../api/session.js";
import { currentTheme, onSystemThemeChange, toggleTheme } from "../colorTheme.js";
import { publish, subscribe } from "../eventBus.js";
import { navigate } from "../navigation.js";
import { avatar } from "./avatar.js";
import { icons } from "./icons.js";
import { LightDomElement } from "./LightDomElement.js";
import { moreMenu } from "./moreMenu.js";

/** The main navigation: a column at the side, or a bar at the bottom of a phone. */
class DesktopNavigation extends LightDomElement {
  static properties = { active: {}, unread: { state: true } };

  subscriptions() {
    const update = () => this.requestUpdate();
    return [
      session.subscribe(update),
      subscribe("unread", (counts) => (this.unread = { ...counts })),
      onSystemThemeChange(update),
    ];
  }

  render() {
    const { user } = session;
    return html`
      <a class="brand" href="./"><img src="favicon.svg" alt="" width="36" height="36" /> <span>Cruddur</span></a>
      <nav aria-label="Main">
        <ul role="list">
          ${this.link("home", "./", "home", "Home")}
          ${user ? this.link("notifications", "notifications", "bell", "Notifications", this.unread?.notifications) : nothing}
          ${user ? this.link("messages", "messages", "envelope", "Messages", this.unread?.messages) : nothing}
          ${user ? this.link("profile", `@${user.handle}`, "person", "Profile") : nothing}
          <li class="phone-only">${this.anchor("search", "search", "search", "Search")}</li>
          ${user ? nothing : this.link("sign-in", "sign-in", "person", "Sign in")}
        </ul>
      </nav>
      ${user ? html`<button class="compose-button" type="button" @click=${this.compose}>${icons.pencil}<span>Post</span></button>` : nothing}
      <div class="nav-tools">
        ${user ? this.renderUser(user) : this.renderTools()}
      </div>
    `;
  }

  renderTools() {
    return html`<button class="toolbar-button" type="button" title="Switch to ${currentTheme() === "dark" ? "light" : "dark"}" @click=${this.switchTheme}>
          ${currentTheme() === "dark" ? icons.sun : icons.moon}<span>${currentTheme() === "dark" ? "Light" : "Dark"} theme</span>
        </button>
        <button class="toolbar-button wide-only" type="button" title="Keyboard shortcuts" @click=${this.showShortcuts}>
          ${icons.keyboard}<span>Shortcuts</span>
        </button>`;
  }

  renderUser(user) {
    const isDark = currentTheme() === "dark";
    return html`<div class="current-user">
      <a href="@${user.handle}" class="current-user-link">
        ${avatar(user.handle)}
        <span class="names"><b dir="auto">${user.display_name}</b> <span class="handle">@${user.handle}</span></span>
      </a>
      ${moreMenu("user-menu", {
        className: "toolbar-button icon-only",
        label: "Your menu",
        actions: [
          { icon: isDark ? "sun" : "moon", label: `${isDark ? "Light" : "Dark"} theme`, run: () => this.switchTheme() },
          { icon: "keyboard", label: "Shortcuts", run: () => this.showShortcuts() },
          { icon: "signOut", label: "Sign out", run: () => this.signOut() },
        ],
      })}
    </div>`;
  }

  link(name, href, icon, label, count) {
    return html`<li>${this.anchor(name, href, icon, label, count)}</li>`;
  }

  anchor(name, href, icon, label, count = 0) {
    // The route "profile" is current for all users' profiles, the link only for the own one.
    const isOwn = name !== "profile" || location.pathname.endsWith(`/@${session.handle}`);
    return html`<a href=${href} aria-current=${this.active === name && isOwn ? "page" : nothing}>
      ${icons[icon]}<span class="nav-label">${label}</span>
      ${count ? html`<span class="badge">${count > 99 ? "99+" : count}<span class="visually-hidden"> unread</span></span>` : nothing}
    </a>`;
  }

  compose() {
    publish("compose");
  }

  showShortcuts() {
    document.querySelector("shortcuts-help").show();
  }

  switchTheme() {
    toggleTheme();
    this.requestUpdate();
  }

  async signOut() {
    await session.signOut();
    navigate("");
  }
}

customElements.define("desktop-navigation", DesktopNavigation);
