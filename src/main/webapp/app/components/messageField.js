import { html, nothing } from "lit";
import { live } from "lit-html/directives/live.js";
import "./TextCompletion.js";

/** The text area of a TextForm, with its label and the number of characters left for screen readers. */
export function messageField(form, { label, placeholder, rows = 3 }) {
  const id = form.fieldId;
  return html`
    <label class="visually-hidden" for=${id}>${label}</label>
    <textarea
      id=${id}
      name="message"
      dir="auto"
      rows=${rows}
      placeholder=${placeholder}
      .value=${live(form.isSending ? "" : form.draft.text)}
      ?readonly=${form.isSending}
      aria-invalid=${form.error || form.length > form.limit ? "true" : nothing}
      aria-describedby="${id}-count ${id}-error"
      aria-autocomplete="list"
      @input=${(event) => form.setText(event.target.value)}
      @keydown=${(event) => form.isSendKey(event) && form.submit(event)}
    ></textarea>
    <text-completion id="${id}-completion"></text-completion>
    <span id="${id}-count" class="visually-hidden">${lengthText(form)}</span>
  `;
}

/** Such as `7 characters over the limit of 280`. */
export function lengthText({ length, limit }) {
  const count = Math.abs(limit - length);
  const characters = `${count} ${count === 1 ? "character" : "characters"}`;
  return length > limit ? `${characters} over the limit of ${limit}` : `${characters} left`;
}

/** A ring that fills as the text grows; for the last 20 characters it shows the number left. */
export function characterCounter(length, limit) {
  const left = limit - length;
  const percentUsed = Math.min(1, length / limit) * 100;
  return html`<span class="character-counter ${left < 0 ? "over-limit" : ""}" aria-hidden="true">
    <svg viewBox="0 0 24 24" focusable="false">
      <circle cx="12" cy="12" r="9"></circle>
      <circle class="used" cx="12" cy="12" r="9" pathLength="100" stroke-dasharray="${percentUsed} 100"></circle>
    </svg>
    ${left <= 20 ? html`<span class="remaining">${left}</span>` : nothing}
  </span>`;
}
