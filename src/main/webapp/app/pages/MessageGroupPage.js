import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { messagesWith } from "../api/messages.js";
import { session } from "../api/session.js";
import { on, tell } from "../bus.js";
import { crudText } from "../components/crudText.js";
import { failed } from "../components/failed.js";
import { LightElement, withSession } from "../components/LightElement.js";
import "../components/MessagesForm.js";
import { pageHead } from "../components/pageHead.js";
import { signInFirst } from "../components/signInFirst.js";
import "../components/TimeAgo.js";
import { refreshUnread } from "../unread.js";

const ASK_EVERY = 4_000;

/** What somebody and I wrote to each other, oldest first; what is new is asked for now and then. */
class MessageGroupPage extends LightElement {
  static properties = { handle: {}, messages: { state: true }, earlier: { state: true }, failure: { state: true } };

  get pageTitle() {
    return `Messages with @${this.handle}`;
  }

  listening() {
    if (session.user) this.load();
    const timer = setInterval(() => session.user && !document.hidden && this.load(), ASK_EVERY);
    return [withSession(this, session), () => clearInterval(timer), on("connection", ({ reachable }) => reachable && this.load())];
  }

  async load() {
    try {
      const { body, next, tag } = await messagesWith(this.handle, undefined, this.tag);
      this.tag = tag;
      if (body) this.take(body, next);
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
  }

  take(body, next) {
    const first = !this.messages;
    const known = new Set(this.messages?.map(({ uuid }) => uuid));
    const news = body.filter(({ uuid }) => !known.has(uuid)).reverse();
    const theirs = news.filter(({ handle }) => handle !== session.handle);
    if (!first && theirs.length) tell("announce", `${theirs.at(-1).display_name}: ${theirs.at(-1).message}`);
    this.messages = inOrder([...(this.messages ?? []), ...news]);
    if (first) this.earlier = next;
    if (news.length) this.toTheEnd(first);
    refreshUnread();
  }

  async more() {
    const { body, next } = await messagesWith(this.handle, this.earlier);
    this.messages = inOrder([...body.reverse(), ...this.messages]);
    this.earlier = next;
  }

  sent({ detail: { pending, message } }) {
    const others = (this.messages ?? []).filter(({ uuid }) => uuid !== pending.uuid && uuid !== message?.uuid);
    this.messages = message ? inOrder([...others, message]) : others;
    this.toTheEnd(false);
  }

  async toTheEnd(first) {
    await this.updateComplete;
    scrollTo({ top: document.documentElement.scrollHeight, behavior: first ? "instant" : "auto" });
  }

  render() {
    return html`${pageHead(`@${this.handle}`, { back: true })} ${this.renderBody()}`;
  }

  renderBody() {
    if (!session.user) return signInFirst("your messages");
    const { messages, failure } = this;
    if (failure?.status === 404) {
      return html`<div class="state"><h2>Nobody is called so</h2><p>There is no @${this.handle} to write to.</p></div>`;
    }
    if (failure && !messages) {
      return failed(failure, () => this.load());
    }
    return html`<div class="conversation">
        ${this.earlier ? html`<button class="quiet" type="button" @click=${this.more}>Earlier messages</button>` : nothing}
        ${messages && !messages.length ? html`<div class="state"><p>Nothing yet. Say something to @${this.handle}.</p></div>` : nothing}
        <ol class="messages" role="list" aria-label="Messages" aria-busy=${!messages}>
          ${repeat(
            messages ?? [],
            ({ uuid }) => uuid,
            (message) => html`<li class="message-item ${message.handle === session.handle ? "mine" : ""} ${message.pending ? "pending" : ""}">
              <span class="visually-hidden">${message.handle === session.handle ? "You" : message.display_name}:</span>
              <p class="message" dir="auto">${crudText(message.message)}</p>
              <time-ago .instant=${message.created_at}></time-ago>
            </li>`,
          )}
        </ol>
      </div>
      <messages-form .handle=${this.handle} @message=${this.sent}></messages-form>`;
  }
}

const inOrder = (messages) => messages.sort((one, other) => (one.created_at < other.created_at ? -1 : 1));

customElements.define("message-group-page", MessageGroupPage);
