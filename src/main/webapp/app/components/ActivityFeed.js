import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { session } from "../api/session.js";
import { on, tell } from "../bus.js";
import { caughtUp, merge, withoutReply, withReply } from "../cruds.js";
import "./ActivityItem.js";
import { failed } from "./failed.js";
import { LightElement } from "./LightElement.js";

/** How long a crud takes to fade, as crud.css has it. */
const FADING = 700;

/**
 * Cruds by page, without end. `source(url)` reads a page; `accepts(activity)` says which cruds of others, as they happen, belong here: they
 * wait behind a button, so that nothing moves under the reader's eyes.
 */
class ActivityFeed extends LightElement {
  static properties = {
    source: { attribute: false },
    accepts: { attribute: false },
    empty: { attribute: false },
    label: {},
    term: {},
    noun: {},
    items: { state: true },
    fresh: { state: true },
    next: { state: true },
    state: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { items: [], fresh: [], state: "loading", noun: "crud", accepts: () => false });
  }

  listening() {
    this.items = caughtUp(this.items);
    return [
      on("posting", (activity) => this.add(activity)),
      on("posted", ({ pending, activity }) => this.confirm(pending, activity)),
      on("post-failed", ({ pending }) => this.drop(pending)),
      on("update", (activity) => this.hear(activity)),
      on("gone", ({ uuid }) => this.end(uuid)),
      on("back", (activity) => this.putBack(activity)),
      on("connection", ({ reachable }) => reachable && this.state === "failed" && this.load()),
    ];
  }

  firstUpdated() {
    this.load();
    this.watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && this.next && this.state === "ready" && this.load(), {
      rootMargin: "800px",
    });
    this.watcher.observe(this.querySelector(".feed-end"));
  }

  async load() {
    if (this.loading) return;
    this.loading = true;
    this.state = "loading";
    const first = !this.items.length;
    try {
      const { body, next } = await this.source(this.next);
      const known = new Set(this.items.map(key));
      this.items = [...this.items, ...caughtUp(body).filter((activity) => !known.has(key(activity)))];
      this.next = next;
      this.state = "ready";
      tell("announce", `${body.length} ${first ? "" : "more "}${plural(this.noun, body.length)}.`);
      this.dispatchEvent(new CustomEvent("loaded", { detail: this.items }));
    } catch (failure) {
      this.failure = failure;
      this.state = "failed";
      if (!failure.codes) throw failure;
    } finally {
      this.loading = false;
    }
  }

  /** Starts anew, for another source. */
  reset() {
    Object.assign(this, { items: [], fresh: [], next: undefined });
    return this.load();
  }

  add(activity) {
    if (this.accepts(activity)) this.items = [activity, ...this.items];
    else this.change(activity.reply_to_activity_uuid, (parent) => withReply(parent, activity));
  }

  confirm(pending, activity) {
    this.fresh = this.fresh.filter(({ uuid }) => uuid !== activity.uuid);
    const told = this.items.some(({ uuid }) => uuid === activity.uuid);
    this.items = this.items
      .filter(({ uuid }) => !(told && uuid === pending.uuid))
      .map((each) => (each.uuid === pending.uuid ? { ...activity, key: key(pending) } : each));
    this.change(activity.reply_to_activity_uuid, (parent) => {
      const others = parent.replies?.filter(({ uuid }) => uuid !== pending.uuid);
      return withReply({ ...parent, replies: others }, activity, { counted: false });
    });
  }

  drop(pending) {
    this.items = this.items.filter(({ uuid }) => uuid !== pending.uuid);
    this.change(pending.reply_to_activity_uuid, (parent) => withoutReply(parent, pending.uuid));
  }

  /** Others' replies come with what they answer. */
  hear(activity) {
    activity.replies?.filter((reply) => this.accepts(reply)).forEach((reply) => this.hear(reply));
    this.items = this.items.map((each) => (each.uuid === activity.uuid ? merge(each, activity) : each));
    this.fresh = this.fresh.map((each) => (each.uuid === activity.uuid ? merge(each, activity) : each));
    const known = [...this.items, ...this.fresh].some(({ uuid }) => uuid === activity.uuid);
    if (this.isMineInFlight(activity)) return;
    if (!known && this.state !== "loading" && this.accepts(activity) && this.isNewer(activity)) this.fresh = [activity, ...this.fresh];
    else this.change(activity.reply_to_activity_uuid, (parent) => withReply(parent, activity, { counted: false }));
  }

  /** The stream may be quicker than the answer to one's own post. */
  isMineInFlight(activity) {
    const pending = [...this.items, ...this.items.flatMap(({ replies }) => replies ?? [])].filter((each) => each.pending);
    return activity.handle === session.handle && pending.some(({ message }) => message === activity.message);
  }

  isNewer({ created_at }) {
    const newest = this.items.find(({ pending, reposted_at }) => !pending && !reposted_at);
    return !newest || created_at > newest.created_at;
  }

  showFresh() {
    const count = this.fresh.length;
    this.items = [...this.fresh, ...this.items];
    this.fresh = [];
    tell("announce", `${count} new ${plural(this.noun, count)}.`);
    this.updateComplete.then(() => {
      scrollTo({ top: 0 });
      this.querySelector("article")?.focus({ preventScroll: true });
    });
  }

  change(uuid, how) {
    if (uuid) this.items = this.items.map((each) => (each.uuid === uuid ? how(each) : each));
  }

  /** It fades, then leaves. */
  end(uuid) {
    this.fresh = this.fresh.filter((each) => each.uuid !== uuid);
    this.items = this.items.map((each) => (each.uuid === uuid ? { ...each, leaving: true } : withoutReply(each, uuid)));
    setTimeout(() => (this.items = this.items.filter((each) => each.uuid !== uuid || !each.leaving)), FADING);
  }

  putBack(activity) {
    const there = this.items.some(({ uuid }) => uuid === activity.uuid);
    const at = this.items.findIndex(({ created_at }) => created_at < activity.created_at);
    if (there) this.change(activity.uuid, (each) => ({ ...each, leaving: false }));
    else if (this.accepts(activity)) this.items = this.items.toSpliced(at < 0 ? this.items.length : at, 0, activity);
  }

  render() {
    const { items, fresh, state, next } = this;
    const more = state === "ready" && next;
    return html`
      ${fresh.length
        ? html`<button class="pill" type="button" @click=${this.showFresh}>
            ${fresh.length} new ${plural(this.noun, fresh.length)}
          </button>`
        : nothing}
      <ol class="feed" role="list" aria-label=${this.label ?? "Cruds"} aria-busy=${state === "loading"}>
        ${repeat(
          items,
          key,
          (activity) => html`<li><activity-item .activity=${activity} .term=${this.term ?? ""}></activity-item></li>`,
        )}
      </ol>
      ${state === "loading" && !items.length ? skeleton(5) : nothing}
      <div class="feed-end" ?hidden=${state === "loading" && !items.length}>
        ${state === "loading" ? skeleton(1) : nothing}
        ${state === "failed" ? failed(this.failure, () => this.load()) : nothing}
        ${state === "ready" && !items.length ? html`<div class="state">${this.empty}</div>` : nothing}
        ${more ? html`<button class="quiet" type="button" @click=${this.load}>Load more</button>` : nothing}
        ${state === "ready" && items.length && !next
          ? html`<p class="state end">That is all that still burns.</p>`
          : nothing}
      </div>
    `;
  }
}

/** A crud may be in a feed twice, as itself and as a repost. */
const key = ({ key, uuid, reposted_at }) => key ?? `${uuid} ${reposted_at ?? ""}`;

const plural = (noun, count) => (count === 1 ? noun : noun.replace(/y$/, "ie") + "s");

const skeleton = (count) =>
  html`<div class="skeleton" aria-hidden="true">${Array(count).fill(html`<p><i></i><b></b><b></b><b></b></p>`)}</div>`;

customElements.define("activity-feed", ActivityFeed);
