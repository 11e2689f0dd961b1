import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { getMessageGroupSettings, getMessages } from "../api/messages.js";
import { session } from "../api/session.js";
import { getProfile } from "../api/users.js";
import { publish, subscribe } from "../eventBus.js";
import { errorState } from "../components/errorState.js";
import { icons } from "../components/icons.js";
import { LightDomElement, updateOnSessionChange } from "../components/LightDomElement.js";
import { messageItem } from "../components/messageItem.js";
import "../components/MessagesForm.js";
import { pageHeader } from "../components/pageHeader.js";
import { signInPrompt } from "../components/signInPrompt.js";
import { everySecond, isExpired } from "../time.js";
import { timeToLiveLabel } from "../timesToLive.js";
import { refreshUnreadCounts } from "../unreadCounts.js";

const END_TOLERANCE_PIXELS = 60;
/** The time to live of the messages of a new conversation. */
const INITIAL_TTL = "30-days";

/** The conversation with `handle`, oldest message first. It is loaded again when the unread counts change. */
class MessageGroupPage extends LightDomElement {
  static properties = {
    handle: {},
    messages: { state: true },
    partner: { state: true },
    settings: { state: true },
    earlierUrl: { state: true },
    hasNewMessage: { state: true },
    error: { state: true },
  };

  get pageTitle() {
    return `Messages with @${this.handle}`;
  }

  subscriptions() {
    this.load();
    const onScroll = () => isAtEnd() && (this.hasNewMessage = false);
    addEventListener("scroll", onScroll);
    return [
      updateOnSessionChange(this),
      subscribe("unread", () => this.load()),
      subscribe("connection", ({ reachable }) => reachable && this.load()),
      everySecond(() => this.removeExpired()),
      () => removeEventListener("scroll", onScroll),
    ];
  }

  get isSelf() {
    return this.handle.toLowerCase() === session.handle;
  }

  async firstUpdated() {
    try {
      this.partner = await getProfile(this.handle);
    } catch {
      // The header shows the handle.
    }
  }

  async load() {
    if (!session.user || this.isSelf) return;
    try {
      const { body, next, etag } = await getMessages(this.handle, undefined, this.etag);
      this.etag = etag;
      if (body) this.addMessages(body, next);
      this.error = null;
      if (!this.settings) await this.loadSettings();
    } catch (error) {
      this.error = error;
    }
  }

  async loadSettings() {
    try {
      this.settings = await getMessageGroupSettings(this.handle);
    } catch {
      // There is no conversation yet.
    }
  }

  async changeExpiry() {
    const { changeMessageExpiry } = await import("../components/expiryDialog.js");
    changeMessageExpiry(this.settings, (settings) => {
      this.settings = settings;
      this.load();
    });
  }

  removeExpired() {
    if (this.messages?.some(isOver)) this.messages = this.messages.filter((message) => !isOver(message));
  }

  addMessages(body, next) {
    const isFirst = !this.messages;
    const known = new Set(this.messages?.map(({ uuid }) => uuid));
    const added = body.filter(({ uuid }) => !known.has(uuid)).reverse();
    const received = added.filter(({ handle }) => handle !== session.handle);
    if (!isFirst && received.length) publish("announce", `${received.at(-1).display_name}: ${received.at(-1).message}`);
    const wasAtEnd = isAtEnd();
    this.messages = sortByTime([...(this.messages ?? []), ...added]);
    if (!isFirst && added.some(({ new_ttl }) => new_ttl)) this.loadSettings();
    if (isFirst) this.earlierUrl = next;
    if (isFirst || wasAtEnd) this.scrollToEnd();
    else if (received.length) this.hasNewMessage = true;
    refreshUnreadCounts();
  }

  async loadEarlier() {
    const { body, next } = await getMessages(this.handle, this.earlierUrl);
    this.messages = sortByTime([...body.reverse(), ...this.messages]);
    this.earlierUrl = next;
  }

  handleChange({ detail: { pending, message } }) {
    const others = (this.messages ?? []).filter(({ uuid }) => uuid !== pending.uuid && uuid !== message?.uuid);
    this.messages = message ? sortByTime([...others, message]) : others;
    if (message?.pending) this.scrollToEnd();
  }

  async scrollToEnd() {
    this.hasNewMessage = false;
    await this.updateComplete;
    scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
  }

  render() {
    const title = this.partner?.display_name ?? `@${this.handle}`;
    return html`${pageHeader(title, { back: true, handle: this.handle, end: this.renderTimeToLive() })} ${this.renderBody()}`;
  }

  renderTimeToLive() {
    if (!session.user || !this.settings) return nothing;
    const time = timeToLiveLabel(this.settings.ttl);
    return html`<button
      class="toolbar-button messages-ttl"
      type="button"
      aria-haspopup="dialog"
      title="Messages expire after ${time}"
      @click=${this.changeExpiry}
    >
      ${icons.hourglass}<span><span class="visually-hidden">Messages expire after</span> ${time}</span>
    </button>`;
  }

  renderBody() {
    if (!session.user) return signInPrompt("your messages");
    if (this.isSelf) return html`<div class="status-message"><p>You cannot write to yourself.</p></div>`;
    const { messages, error } = this;
    if (error?.status === 404) {
      return html`<div class="status-message"><h2>No such person</h2><p>There is no @${this.handle} to write to.</p></div>`;
    }
    if (error && !messages) {
      return errorState(error, () => this.load());
    }
    return html`<div class="conversation">
        ${this.earlierUrl ? html`<button class="secondary" type="button" @click=${this.loadEarlier}>Earlier messages</button>` : nothing}
        ${messages && !messages.length ? html`<div class="status-message"><p>No messages. Only the two of you can see them, and they expire after ${timeToLiveLabel(this.settings?.ttl ?? INITIAL_TTL)}.</p></div>` : nothing}
        <ol class="messages" role="list" aria-label="Messages" aria-busy=${!messages}>
          ${repeat(
            messages ?? [],
            ({ uuid }) => uuid,
            (message, index) => messageItem(message, messages[index + 1]),
          )}
        </ol>
      </div>
      <messages-form
        .handle=${this.handle}
        .above=${this.hasNewMessage
          ? html`<button class="new-message-button" type="button" @click=${() => this.scrollToEnd()}>New message</button>`
          : nothing}
        @message-changed=${this.handleChange}
      ></messages-form>`;
  }
}

const isOver = ({ expires_at }) => isExpired(expires_at);

const isAtEnd = () => scrollY + innerHeight >= document.documentElement.scrollHeight - END_TOLERANCE_PIXELS;

const sortByTime = (messages) => messages.sort((one, other) => (one.created_at < other.created_at ? -1 : 1));

customElements.define("message-group-page", MessageGroupPage);
