import { html, nothing } from "lit";
import { live } from "lit-html/directives/live.js";

/**
 * A text with its limit, as the server counts: code points, so that an emoji is one.
 * `form` holds `draft`, `limit`, `failure` and `submit()`.
 */
export function messageField(form, { label, placeholder, rows = 3 }) {
  const length = [...form.draft.text].length;
  const left = form.limit - length;
  const id = form.fieldId;
  return html`
    <label class="visually-hidden" for=${id}>${label}</label>
    <textarea
      id=${id}
      name="message"
      dir="auto"
      rows=${rows}
      placeholder=${placeholder}
      .value=${live(form.sending ? "" : form.draft.text)}
      ?readonly=${form.sending}
      aria-invalid=${form.failure || left < 0 ? "true" : nothing}
      aria-describedby="${id}-count ${id}-error"
      @input=${(event) => form.type(event.target.value)}
      @keydown=${(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.submit()}
    ></textarea>
    <span id="${id}-count" class="visually-hidden">${left < 0 ? `${-left} characters too many` : `${left} characters left`}</span>
  `;
}

/** How much room is left, as a ring that closes; in figures once it matters. */
export function roomLeft(length, limit) {
  const left = limit - length;
  const used = Math.min(1, length / limit);
  return html`<span class="room ${left < 0 ? "over" : left <= 20 ? "near" : ""}" aria-hidden="true">
    <svg viewBox="0 0 24 24" focusable="false">
      <circle cx="12" cy="12" r="9"></circle>
      <circle class="used" cx="12" cy="12" r="9" pathLength="100" stroke-dasharray="${used * 100} 100"></circle>
    </svg>
    ${left <= 20 ? html`<span class="left">${left}</span>` : nothing}
  </span>`;
}
