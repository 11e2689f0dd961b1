import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { LightDomElement } from "./LightDomElement.js";
import { TIMES_TO_LIVE, timeToLiveLabel, UNITS } from "../timesToLive.js";

const FREE = "free";

/**
 * A choice of a time to live: the names of the API, and a free duration. With `defaultValue`, the account's default is the first choice;
 * `value` is then empty. Dispatches `change` with the value as its detail.
 */
class TimeToLiveField extends LightDomElement {
  static properties = { label: {}, value: {}, defaultValue: { attribute: false }, isFree: { state: true } };

  constructor() {
    super();
    Object.assign(this, { value: "", count: 2, unit: UNITS[2] });
  }

  choose(event) {
    event.stopPropagation();
    const { value } = event.target;
    this.isFree = value === FREE;
    this.change(this.isFree ? this.freeValue() : value);
  }

  enter(event) {
    event.stopPropagation();
    const { name, value } = event.target;
    if (name === "ttl-unit") this.unit = UNITS[value];
    else this.count = Number(value);
    this.change(this.freeValue());
  }

  freeValue() {
    return `${this.unit.prefix}${this.count}${this.unit.suffix}`;
  }

  change(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent("change", { detail: value }));
  }

  render() {
    const { value, defaultValue, isFree } = this;
    const known = defaultValue ? [["", `Default: ${timeToLiveLabel(defaultValue)}`], ...TIMES_TO_LIVE] : TIMES_TO_LIVE;
    // A default that has no name is listed, too.
    const choices = isFree || known.some(([each]) => each === value) ? known : [[value, timeToLiveLabel(value)], ...known];
    return html`<label class="ttl-field"
        ><span>${this.label}</span>
        <select name="ttl" @change=${this.choose}>
          ${repeat(
            choices,
            ([each]) => each,
            ([each, label]) => html`<option value=${each} ?selected=${!isFree && each === value}>${label}</option>`,
          )}
          <option value=${FREE} ?selected=${!!isFree}>Other…</option>
        </select>
      </label>
      ${isFree ? this.renderFree() : nothing}`;
  }

  renderFree() {
    const { min, max } = this.unit;
    return html`<span class="ttl-field free-ttl" @change=${this.enter}>
      <input type="number" name="ttl-count" aria-label="Number of ${this.unit.label}" min=${min} max=${max} .value=${String(this.count)} />
      <select name="ttl-unit" aria-label="Unit">
        ${UNITS.map((unit, index) => html`<option value=${index} ?selected=${unit === this.unit}>${unit.label}</option>`)}
      </select>
    </span>`;
  }
}

customElements.define("time-to-live-field", TimeToLiveField);
