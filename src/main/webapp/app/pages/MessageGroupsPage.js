import { html, nothing } from "lit";
import { messageGroups } from "../api/messages.js";
import { session } from "../api/session.js";
import { on } from "../bus.js";
import { avatar } from "../components/avatar.js";
import { failed } from "../components/failed.js";
import { LightElement, withSession } from "../components/LightElement.js";
import { pageHead } from "../components/pageHead.js";
import { signInFirst } from "../components/signInFirst.js";
import "../components/TimeAgo.js";
import { go } from "../router.js";

/** My conversations. */
class MessageGroupsPage extends LightElement {
  static properties = { groups: { state: true }, next: { state: true }, failure: { state: true } };

  get pageTitle() {
    return "Messages";
  }

  listening() {
    if (session.user) this.load();
    return [withSession(this, session), on("unread", () => session.user && this.isConnected && this.load()), on("connection", ({ reachable }) => reachable && this.load())];
  }

  async load() {
    try {
      const { body, next } = await messageGroups();
      Object.assign(this, { groups: body, next, failure: null });
    } catch (failure) {
      this.failure = failure;
    }
  }

  async more() {
    const { body, next } = await messageGroups(this.next);
    Object.assign(this, { groups: [...this.groups, ...body], next });
  }

  write(event) {
    event.preventDefault();
    const handle = this.querySelector("input").value.trim().replace(/^@/, "");
    if (handle) go(`messages/@${encodeURIComponent(handle)}`);
  }

  render() {
    return html`${pageHead("Messages")} ${session.user ? this.renderMine() : signInFirst("your messages")}`;
  }

  renderMine() {
    return html`
      <form class="to-whom" @submit=${this.write}>
        <label for="to">Write to</label>
        <input id="to" name="to" placeholder="@handle" autocapitalize="none" autocomplete="off" spellcheck="false" />
        <button type="submit">Write</button>
      </form>
      ${this.renderGroups()}
    `;
  }

  renderGroups() {
    const { groups, failure } = this;
    if (failure && !groups) {
      return failed(failure, () => this.load());
    }
    if (!groups) return html`<div class="skeleton" aria-hidden="true">${Array(3).fill(html`<p><i></i><b></b><b></b></p>`)}</div>`;
    if (!groups.length) return html`<div class="state"><h2>No letters yet</h2><p>Messages are between two, and nobody else can tell that they exist.</p></div>`;
    return html`<ul class="groups" role="list" aria-label="Conversations">
        ${groups.map(
          (group) => html`<li>
            <a class="group ${group.unread_count ? "unread" : ""}" href="messages/@${group.handle}">
              ${avatar(group.handle)}
              <span class="names"><b dir="auto">${group.display_name}</b> <span class="handle">@${group.handle}</span></span>
              <span class="latest" dir="auto">${group.message}</span>
              <time-ago .instant=${group.created_at}></time-ago>
              ${group.unread_count
                ? html`<span class="badge">${group.unread_count}<span class="visually-hidden"> unread</span></span>`
                : nothing}
            </a>
          </li>`,
        )}
      </ul>
      ${this.next ? html`<div class="feed-end"><button class="quiet" type="button" @click=${this.more}>Load more</button></div>` : nothing}`;
  }
}

customElements.define("message-groups-page", MessageGroupsPage);
