import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { applyChange, applyChanges, withOwnReposts, withoutReply, withReply } from "../activityChanges.js";
import { session } from "../api/session.js";
import { publish, subscribe } from "../eventBus.js";
import { isLongLived } from "../time.js";
import "./ActivityItem.js";
import { errorState } from "./errorState.js";
import { LightDomElement, nextFrame } from "./LightDomElement.js";

/** The length of the animation `burn-away` in crud.css. */
const REMOVE_ANIMATION_MILLIS = 700;
const FIRST_ITEMS = 5;

/**
 * A list of cruds with infinite scrolling. `source(url)` loads a page. `accepts(activity)` selects the cruds of the event stream that belong
 * to this feed; they are added when the user clicks a button, so that the list does not move while it is read. With `oldest-first` the newest
 * cruds are at the end, where new ones are added at once, and earlier pages are loaded by a button at the beginning. `reposter` is the handle of
 * the user whose profile it is. Dispatches `shown` with all items when a page or new items are shown.
 */
class ActivityFeed extends LightDomElement {
  static properties = {
    source: { attribute: false },
    accepts: { attribute: false },
    empty: { attribute: false },
    renderItem: { attribute: false },
    reposter: { attribute: false },
    label: {},
    term: {},
    noun: {},
    oldestFirst: { type: Boolean, attribute: "oldest-first" },
    items: { state: true },
    newItems: { state: true },
    nextUrl: { state: true },
    status: { state: true },
  };

  constructor() {
    super();
    Object.assign(this, { items: [], newItems: [], status: "loading", noun: "crud", accepts: () => false });
    this.renderItem = (activity) => html`<activity-item .activity=${activity} .term=${this.term ?? ""}></activity-item>`;
  }

  subscriptions() {
    this.items = applyChanges(this.items);
    if (this.status === "ready") this.addOwnReposts();
    return [
      subscribe("post-pending", (activity) => this.addPending(activity)),
      subscribe("post-confirmed", ({ pending, activity }) => this.confirmPending(pending, activity)),
      subscribe("post-failed", ({ pending }) => this.discardPending(pending)),
      subscribe("updated", (activity) => this.applyUpdate(activity)),
      subscribe("reposted", () => this.addOwnReposts()),
      subscribe("removed", ({ uuid }) => this.removeItem(uuid)),
      subscribe("restored", (activity) => this.restoreItem(activity)),
      subscribe("connection", ({ reachable }) => reachable && this.status === "failed" && this.load()),
    ];
  }

  firstUpdated() {
    this.load();
    const onIntersection = ([entry]) => entry.isIntersecting && !this.oldestFirst && this.nextUrl && this.status === "ready" && this.load();
    this.observer = new IntersectionObserver(onIntersection, { rootMargin: "800px" });
    this.observer.observe(this.querySelector(".feed-end"));
  }

  async load() {
    if (this.isLoading) return;
    this.isLoading = true;
    this.status = "loading";
    const isFirstPage = !this.items.length;
    try {
      const { body, next } = await this.source(this.nextUrl);
      if (isFirstPage && !this.oldestFirst) {
        // A slow device shows the first cruds before it renders the others.
        this.addItems(body.slice(0, FIRST_ITEMS));
        await nextFrame();
      }
      this.addItems(body);
      if (isFirstPage) this.addOwnReposts();
      this.nextUrl = next;
      this.status = "ready";
      publish("announce", `${body.length} ${isFirstPage ? "" : "more "}${plural(this.noun, body.length)}.`);
      this.dispatchEvent(new CustomEvent("shown", { detail: this.items }));
    } catch (error) {
      this.error = error;
      this.status = "failed";
      if (!error.codes) throw error;
    } finally {
      this.isLoading = false;
    }
  }

  addItems(activities) {
    const keys = new Set(this.items.map(itemKey));
    this.items = [...this.items, ...applyChanges(activities).filter((activity) => !keys.has(itemKey(activity)))];
  }

  addOwnReposts() {
    this.items = withOwnReposts(this.items, this.reposter);
  }

  /** Loads the feed from its first page again. */
  reset() {
    Object.assign(this, { items: [], newItems: [], nextUrl: undefined });
    return this.load();
  }

  addPending(activity) {
    if (this.accepts(activity)) {
      this.items = [activity, ...this.items];
      if (this.oldestFirst) this.updateComplete.then(() => this.querySelector(".feed > :last-child").scrollIntoView({ block: "nearest" }));
    } else this.change(activity.reply_to_activity_uuid, (parent) => withReply(parent, activity));
  }

  /** Replaces the pending crud, or drops it if the event stream was faster than the response. */
  confirmPending(pending, activity) {
    this.newItems = this.newItems.filter(({ uuid }) => uuid !== activity.uuid);
    const exists = this.items.some(({ uuid }) => uuid === activity.uuid);
    this.items = this.items
      .filter(({ uuid }) => !(exists && uuid === pending.uuid))
      .map((each) => (each.uuid === pending.uuid ? { ...activity, key: itemKey(pending) } : each));
    this.change(activity.reply_to_activity_uuid, (parent) => {
      const others = parent.replies?.filter(({ uuid }) => uuid !== pending.uuid);
      return withReply({ ...parent, replies: others }, activity, { counted: false });
    });
  }

  discardPending(pending) {
    this.items = this.items.filter(({ uuid }) => uuid !== pending.uuid);
    this.change(pending.reply_to_activity_uuid, (parent) => withoutReply(parent, pending.uuid));
  }

  /** The event stream sends a new reply inside the crud that it answers. */
  applyUpdate(activity) {
    activity.replies?.filter((reply) => this.accepts(reply)).forEach((reply) => this.applyUpdate(reply));
    const changed = this.items.map((each) => applyChange(each, activity));
    const undone = this.items.filter((each, index) => isCurrent(each) && !isCurrent(changed[index]));
    this.moveFocusFrom(undone.map((each) => this.querySelector(`li[data-key="${itemKey(each)}"] article`)));
    this.items = changed;
    this.newItems = this.newItems.map((each) => applyChange(each, activity));
    const exists = [...this.items, ...this.newItems].some(({ uuid }) => uuid === activity.uuid);
    if (this.isOwnPending(activity)) return;
    if (!exists && this.status !== "loading" && this.accepts(activity) && this.isNewer(activity)) {
      this.newItems = [activity, ...this.newItems];
      if (this.oldestFirst) this.addNewItems();
    } else {
      this.change(activity.reply_to_activity_uuid, (parent) => withReply(parent, activity, { counted: false }));
    }
  }

  /** Whether the feed shows this crud as pending: the event stream may be faster than the response to the user's own post. */
  isOwnPending(activity) {
    const pending = [...this.items, ...this.items.flatMap(({ replies }) => replies ?? [])].filter((each) => each.pending);
    return activity.handle === session.handle && pending.some(({ message }) => message === activity.message);
  }

  isNewer({ created_at }) {
    const newest = this.items.find(({ pending, reposted_at }) => !pending && !reposted_at);
    return !newest || created_at > newest.created_at;
  }

  /** Offers new items, which replace those with the same key. */
  offer(items) {
    this.newItems = items;
  }

  addNewItems() {
    const count = this.newItems.length;
    const keys = new Set(this.newItems.map(itemKey));
    this.items = [...this.newItems, ...this.items.filter((each) => !keys.has(itemKey(each)))];
    this.newItems = [];
    publish("announce", `${count} new ${plural(this.noun, count)}.`);
    this.dispatchEvent(new CustomEvent("shown", { detail: this.items }));
  }

  showNewItems() {
    this.addNewItems();
    this.updateComplete.then(() => {
      scrollTo({ top: 0 });
      this.querySelector("article")?.focus({ preventScroll: true });
    });
  }

  change(uuid, update) {
    if (uuid) this.items = this.items.map((each) => (each.uuid === uuid ? update(each) : each));
  }

  /** Removes the crud after its animation; `restoreItem` may cancel that. A crud to which the user is writing a reply remains until then. */
  removeItem(uuid) {
    if ([...this.querySelectorAll(`[data-uuid="${uuid}"] reply-form`)].some(({ hasText }) => hasText)) {
      this.items = this.items.map((each) => applyChange(each, { uuid, expired: true }));
      return;
    }
    this.moveFocusFrom(this.querySelectorAll(`article[data-uuid="${uuid}"]`));
    this.newItems = this.newItems.filter((each) => each.uuid !== uuid);
    this.items = this.items.map((each) => (each.uuid === uuid ? { ...each, removing: true } : withoutReply(each, uuid)));
    setTimeout(() => (this.items = this.items.filter((each) => each.uuid !== uuid || !each.removing)), REMOVE_ANIMATION_MILLIS);
  }

  /** If the focus is in one of these articles, which are removed, focuses the next crud, or else the previous one. */
  moveFocusFrom(articles) {
    const removed = [...articles];
    const article = removed.find((each) => each.contains(document.activeElement));
    if (!article) return;
    const others = [...this.querySelectorAll("article.crud")].filter((each) => !removed.some((one) => one.contains(each)));
    const isNext = (each) => article.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
    (others.find(isNext) ?? others.at(-1) ?? document.querySelector("main h1")).focus({ preventScroll: true });
  }

  restoreItem(activity) {
    const exists = this.items.some(({ uuid }) => uuid === activity.uuid);
    const index = this.items.findIndex(({ created_at }) => created_at < activity.created_at);
    if (exists) this.change(activity.uuid, (each) => ({ ...each, removing: false, expired: false }));
    else if (this.accepts(activity)) this.items = this.items.toSpliced(index < 0 ? this.items.length : index, 0, activity);
  }

  render() {
    const { newItems, status, nextUrl, oldestFirst } = this;
    const items = this.items.filter(isCurrent);
    const isLoadingFirst = status === "loading" && !items.length;
    return html`
      ${newItems.length
        ? html`<button class="new-items-button" type="button" @click=${this.showNewItems}>
            ${newItems.length} new ${plural(this.noun, newItems.length)}
          </button>`
        : nothing}
      ${oldestFirst && status === "ready" && nextUrl
        ? html`<button class="earlier-items secondary" type="button" @click=${this.load}>Earlier ${plural(this.noun, 2)}</button>`
        : nothing}
      <ol class="feed" role="list" aria-label=${this.label ?? "Cruds"} aria-busy=${status === "loading"}>
        ${repeat(
          oldestFirst ? items.toReversed() : items,
          itemKey,
          (activity) => html`<li data-key=${itemKey(activity)}>${this.renderItem(activity)}</li>`,
        )}
      </ol>
      ${isLoadingFirst ? skeleton(5) : nothing}
      <div class="feed-end" ?hidden=${isLoadingFirst}>
        ${status === "loading" ? skeleton(1) : nothing}
        ${status === "failed" ? errorState(this.error, () => this.load()) : nothing}
        ${status === "ready" && !items.length ? html`<div class="status-message">${this.empty}</div>` : nothing}
        ${status === "ready" && nextUrl && !oldestFirst ? html`<button class="secondary" type="button" @click=${this.load}>Load more</button>` : nothing}
        ${status === "ready" && items.length && !nextUrl
          ? html`<p class="status-message feed-complete">${this.noun === "reply" ? "No more replies" : "You're all caught up"}</p>`
          : nothing}
      </div>
    `;
  }
}

/** Identifies a list item. A crud may be in a feed twice, as itself and as a repost, or in notifications of several kinds. */
const itemKey = ({ key, uuid, kind, reposted_at }) => key ?? `${uuid} ${kind ?? reposted_at ?? ""}`;

/** False for an own repost that the user has undone, and for the notification that a crud expires when its author keeps it longer. */
const isCurrent = ({ kind, expires_at, reposted_by, reposted }) =>
  !(reposted_by === session.handle && reposted === false) && !(kind === "expiring" && isLongLived(expires_at));

const plural = (noun, count) => (count === 1 ? noun : noun.replace(/y$/, "ie") + "s");

const skeleton = (count) =>
  html`<div class="skeleton" aria-hidden="true">${Array(count).fill(html`<p><i></i><b></b><b></b><b></b></p>`)}</div>`;

customElements.define("activity-feed", ActivityFeed);
