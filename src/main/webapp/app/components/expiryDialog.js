import { html, render } from "lit";
import { serverNow } from "../api/client.js";
import { formatDateTime } from "../time.js";
import { timeToLiveMillis } from "../timesToLive.js";
import "./TimeToLiveField.js";

/** Shows a modal dialog with a choice of times to live from now. Resolves to the chosen one, or to null if the user cancels. */
export function expiryDialog(expiresAt) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "expiry-question");
  let ttl = "7-days";
  const isLonger = () => serverNow() + timeToLiveMillis(ttl) > Date.parse(expiresAt);
  const update = () =>
    render(
      html`<form method="dialog" novalidate>
        <h2 id="expiry-question">Change when this crud expires</h2>
        <p>Now: ${formatDateTime(expiresAt)}. The new time counts from now, for its replies, too.</p>
        <time-to-live-field
          label="Expires after"
          .value=${ttl}
          @change=${({ detail }) => {
            ttl = detail;
            update();
          }}
        ></time-to-live-field>
        <div class="form-actions">
          <button class="secondary" value="no">Cancel</button>
          <button value="yes">${isLonger() ? "Keep longer" : "End sooner"}</button>
        </div>
      </form>`,
      dialog,
    );
  update();
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? ttl : null);
    }),
  );
}
