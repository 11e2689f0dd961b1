import { html, render } from "lit";

/** Asks before what cannot be undone; true when it was meant. */
export function confirmed(question, consequence, word) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog confirm";
  dialog.setAttribute("aria-labelledby", "confirm-question");
  render(
    html`<form method="dialog">
      <h2 id="confirm-question">${question}</h2>
      <p>${consequence}</p>
      <div class="row">
        <button class="quiet" value="no">Keep it</button>
        <button value="yes">${word}</button>
      </div>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((decide) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      decide(dialog.returnValue === "yes");
    }),
  );
}
