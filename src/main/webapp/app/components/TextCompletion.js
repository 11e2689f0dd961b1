import { html, nothing } from "lit";
import { getTrends } from "../api/activities.js";
import { getRecentlyActiveUsers } from "../api/users.js";
import { publish } from "../eventBus.js";
import { avatar } from "./avatar.js";
import { LightDomElement } from "./LightDomElement.js";

/** The `@handle` or `#tag` that ends at the caret. */
const TOKEN = /(?<![\p{L}\p{N}_@#/])[@#][\p{L}\p{N}_]+$/u;
const MAX_OPTIONS = 5;
const REFRESH_MILLIS = 60_000;

let loaded = { at: 0 };

/** The recently active users and the trending tags, as `{ text, name, words }`: `text` is inserted, `words` are compared with what is typed. */
function loadOptions() {
  if (Date.now() - loaded.at < REFRESH_MILLIS) return loaded.options;
  const options = Promise.all([getRecentlyActiveUsers(100), getTrends(100)]).then(([users, trends]) => [
    ...users.map(({ handle, display_name }) => ({ text: `@${handle}`, handle, name: display_name, words: [handle, ...display_name.split(" ")] })),
    ...trends.map(({ tag }) => ({ text: tag, words: [tag.slice(1)] })),
  ]);
  loaded = { at: Date.now(), options };
  options.catch(() => (loaded = { at: 0 }));
  return options;
}

/** A list below the text area of the same form that completes `@` and `#`: arrow keys select, Enter and Tab insert, Escape closes. */
class TextCompletion extends LightDomElement {
  static properties = { options: { state: true }, selected: { state: true } };

  constructor() {
    super();
    this.options = [];
  }

  get field() {
    return this.parentElement.querySelector("textarea");
  }

  firstUpdated() {
    this.field.addEventListener("input", () => this.suggest());
    this.field.addEventListener("blur", () => this.close());
    // In the capture phase, before the handlers of the form.
    this.parentElement.addEventListener("keydown", (event) => this.handleKey(event), true);
  }

  updated() {
    const option = this.querySelector("[aria-selected=true]");
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  close() {
    this.token = null;
    this.options = [];
  }

  async suggest() {
    const token = TOKEN.exec(this.field.value.slice(0, this.field.selectionStart))?.[0];
    this.token = token;
    if (!token) return this.close();
    try {
      const options = await loadOptions();
      if (this.token !== token) return; // the user typed on
      const start = token.slice(1).toLowerCase();
      const isMatch = ({ text, words }) => text[0] === token[0] && words.some((word) => word.toLowerCase().startsWith(start));
      this.options = options.filter(isMatch).slice(0, MAX_OPTIONS);
      this.selected = 0;
      if (this.options.length) publish("announce", `${this.options.length} suggestions. Press Enter to insert ${this.options[0].text}.`);
    } catch {
      this.close(); // OfflineNotice shows that the server is unreachable.
    }
  }

  handleKey(event) {
    const { key, ctrlKey, metaKey } = event;
    if (!this.options.length || ctrlKey || metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: this.options.length - 1 }[key];
    if (step) this.selected = (this.selected + step) % this.options.length;
    else if (key === "Enter" || key === "Tab") this.insert(this.options[this.selected]);
    else if (key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  insert({ text }) {
    const { field, token } = this;
    const end = field.selectionStart;
    field.setRangeText(`${text} `, end - token.length, end, "end");
    this.close();
    field.dispatchEvent(new Event("input"));
  }

  render() {
    if (!this.options.length) return nothing;
    return html`<ul class="completion" role="listbox" aria-label="Suggestions">
      ${this.options.map(
        (option, index) =>
          html`<li
            id="${this.id}-${index}"
            role="option"
            aria-selected=${index === this.selected}
            @pointerdown=${(event) => event.preventDefault()}
            @click=${() => this.insert(option)}
          >
            ${option.handle ? avatar(option.handle) : nothing}
            <span class="names"
              ><b dir="auto">${option.name ?? option.text}</b> ${option.name ? html`<span class="handle">${option.text}</span>` : nothing}</span
            >
          </li>`,
      )}
    </ul>`;
  }
}

customElements.define("text-completion", TextCompletion);
