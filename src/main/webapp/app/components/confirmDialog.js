import { html, render } from "lit";

/** Shows a modal dialog before an action, by default one that cannot be undone. Resolves to true if the user confirms. */
export function confirmDialog(question, consequence, confirmLabel, { isDestructive = true } = {}) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "confirm-question");
  render(
    html`<form method="dialog">
      <h2 id="confirm-question">${question}</h2>
      <p>${consequence}</p>
      <div class="form-actions">
        <button class="secondary" type="button" @click=${() => dialog.close()}>Cancel</button>
        <button class=${isDestructive ? "destructive-button" : ""} value="yes">${confirmLabel}</button>
      </div>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    }),
  );
}
