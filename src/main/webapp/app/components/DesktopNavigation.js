import { html, nothing } from "lit";
import { session } from "../api/session.js";
import { on } from "../bus.js";
import { go } from "../router.js";
import { unread } from "../unread.js";
import { avatar } from "./avatar.js";
import { icons } from "./icons.js";
import { LightElement, withSession } from "./LightElement.js";
import { theme, toggleTheme } from "./themeSwitch.js";

/** Where one can go: a column at the side, a bar at the bottom of a phone. */
class DesktopNavigation extends LightElement {
  static properties = { active: {} };

  listening() {
    return [withSession(this, session), on("unread", () => this.requestUpdate())];
  }

  render() {
    const { user } = session;
    return html`
      <a class="brand" href="./"><img src="favicon.svg" alt="" width="36" height="36" /> <span>Cruddur</span></a>
      <nav aria-label="Main">
        <ul role="list">
          ${this.link("home", "./", "home", "Home")}
          ${user ? this.link("notifications", "notifications", "bell", "Notifications", unread.notifications) : nothing}
          ${user ? this.link("messages", "messages", "envelope", "Messages", unread.messages) : nothing}
          ${user ? this.link("profile", `@${user.handle}`, "person", "Profile") : nothing}
          <li class="phone-only">${this.anchor("search", "search", "search", "Search")}</li>
          ${user ? nothing : this.link("sign-in", "sign-in", "person", "Sign in")}
        </ul>
      </nav>
      ${user ? html`<button class="crud-button" type="button" @click=${this.compose}>${icons.pen}<span>Crud</span></button>` : nothing}
      <div class="nav-foot">
        <button class="tool" type="button" title="Switch to ${theme() === "dark" ? "light" : "dark"}" @click=${this.switchTheme}>
          ${theme() === "dark" ? icons.sun : icons.moon}<span>${theme() === "dark" ? "Light" : "Dark"} theme</span>
        </button>
        <button class="tool wide-only" type="button" title="Keyboard shortcuts" @click=${this.help}>
          ${icons.keys}<span>Shortcuts</span>
        </button>
        ${user
          ? html`<div class="me">
              <a href="@${user.handle}" class="me-link">
                ${avatar(user.handle)}
                <span class="names"><b dir="auto">${user.display_name}</b> <span class="handle">@${user.handle}</span></span>
              </a>
              <button class="tool icon-only" type="button" title="Sign out" @click=${this.signOut}>
                ${icons.leave}<span class="visually-hidden">Sign out</span>
              </button>
            </div>`
          : nothing}
      </div>
    `;
  }

  link(name, href, icon, words, count) {
    return html`<li>${this.anchor(name, href, icon, words, count)}</li>`;
  }

  anchor(name, href, icon, words, count = 0) {
    const mine = name !== "profile" || location.pathname.endsWith(`/@${session.handle}`);
    return html`<a href=${href} aria-current=${this.active === name && mine ? "page" : nothing}>
      ${icons[icon]}<span class="words">${words}</span>
      ${count ? html`<span class="badge">${count > 99 ? "99+" : count}<span class="visually-hidden"> unread</span></span>` : nothing}
    </a>`;
  }

  compose() {
    document.dispatchEvent(new CustomEvent("compose"));
  }

  help() {
    document.querySelector("shortcuts-help").show();
  }

  switchTheme() {
    toggleTheme();
    this.requestUpdate();
  }

  async signOut() {
    await session.signOut();
    go("");
  }
}

customElements.define("desktop-navigation", DesktopNavigation);
