import { html, nothing } from "lit";
import { getMessageGroups } from "../api/messages.js";
import { session } from "../api/session.js";
import { subscribe } from "../eventBus.js";
import { getRecentlyActiveUsers } from "../api/users.js";
import { avatar } from "../components/avatar.js";
import { errorState } from "../components/errorState.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import { pageHeader } from "../components/pageHeader.js";
import { signInPrompt } from "../components/signInPrompt.js";
import "../components/TimeAgo.js";
import { navigate } from "../navigation.js";
import { everySecond, isExpired } from "../time.js";

/** The conversations of the current user. */
class MessageGroupsPage extends LightDomElement {
  static properties = {
    groups: { state: true },
    nextUrl: { state: true },
    error: { state: true },
    people: { state: true },
    isUnknown: { state: true },
  };

  get pageTitle() {
    return "Messages";
  }

  subscriptions() {
    if (session.user) this.load();
    return [
      updateOnSessionChange(this),
      subscribe("unread", () => session.user && this.load()),
      subscribe("connection", ({ reachable }) => reachable && this.load()),
      everySecond(() => this.removeExpired()),
    ];
  }

  async load() {
    try {
      const { body, next } = await getMessageGroups();
      Object.assign(this, { groups: body, nextUrl: next, error: null });
    } catch (error) {
      this.error = error;
    }
  }

  /** Removes texts that have expired, and loads those that are the latest ones now. */
  removeExpired() {
    if (!this.groups?.some(({ expires_at }) => isExpired(expires_at))) return;
    this.groups = this.groups.map((group) => (isExpired(group.expires_at) ? { ...group, message: null, expires_at: null } : group));
    this.load();
  }

  async loadMore() {
    const { body, next } = await getMessageGroups(this.nextUrl);
    Object.assign(this, { groups: [...this.groups, ...body], nextUrl: next });
  }

  openConversation(event) {
    event.preventDefault();
    const text = this.querySelector("input").value.trim();
    const isNamed = ({ display_name }) => display_name.toLowerCase() === text.toLowerCase();
    const handle = [...(this.groups ?? []), ...(this.people ?? [])].find(isNamed)?.handle ?? /^@?(\w{1,30})$/.exec(text)?.[1];
    this.isUnknown = !!text && !handle;
    if (handle) navigate(`messages/@${handle}`);
  }

  /** Suggests people by name. */
  async loadPeople() {
    try {
      this.people ??= await getRecentlyActiveUsers(100);
    } catch {
      // Without suggestions, handles can still be entered.
    }
  }

  render() {
    return html`${pageHeader("Messages")} ${session.user ? this.renderContent() : signInPrompt("your messages")}`;
  }

  renderContent() {
    return html`
      <form class="recipient-form" @submit=${this.openConversation}>
        <label for="to">Write to</label>
        <input
          id="to"
          name="to"
          list="people"
          placeholder="Name or @handle"
          autocapitalize="none"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="to-error"
          @focus=${this.loadPeople}
          @input=${() => (this.isUnknown = false)}
        />
        <datalist id="people">
          ${this.people
            ?.filter(({ handle }) => handle !== session.handle)
            .map(({ handle, display_name }) => html`<option value="@${handle}">${display_name}</option>`)}
        </datalist>
        <button type="submit">Write</button>
        <p id="to-error" class="error" role="alert">${this.isUnknown ? "No such person." : nothing}</p>
      </form>
      ${this.renderGroups()}
    `;
  }

  renderGroups() {
    const { groups, error } = this;
    if (error && !groups) {
      return errorState(error, () => this.load());
    }
    if (!groups) return html`<div class="skeleton" aria-hidden="true">${Array(3).fill(html`<p><i></i><b></b><b></b></p>`)}</div>`;
    if (!groups.length) return html`<div class="status-message"><h2>No messages yet</h2><p>Write to a person; only the two of you can see the messages.</p><a class="button" href="search">Find people</a></div>`;
    return html`<ul role="list" aria-label="Conversations">
        ${groups.map(
          (group) => html`<li>
            <a class="conversation-link ${group.unread_count ? "unread" : ""}" href="messages/@${group.handle}">
              ${avatar(group.handle)}
              <span class="names"><b dir="auto">${group.display_name}</b> <span class="handle">@${group.handle}</span></span>
              <span class="latest-message" dir="auto">${group.message ?? "No messages"}</span>
              <time-ago .instant=${group.created_at}></time-ago>
              ${group.unread_count
                ? html`<span class="badge">${group.unread_count}<span class="visually-hidden"> unread</span></span>`
                : nothing}
            </a>
          </li>`,
        )}
      </ul>
      ${this.nextUrl ? html`<div class="feed-end"><button class="secondary" type="button" @click=${this.loadMore}>Load more</button></div>` : nothing}`;
  }
}

customElements.define("message-groups-page", MessageGroupsPage);
