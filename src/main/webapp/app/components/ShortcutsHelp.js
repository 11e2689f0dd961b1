import { html } from "lit";
import { areShortcutsEnabled, enableShortcuts, installShortcuts, SHORTCUTS } from "../keyboardShortcuts.js";
import { LightDomElement } from "./LightDomElement.js";

/** Installs the keyboard shortcuts: a dialog lists them and can turn them off. */
class ShortcutsHelp extends LightDomElement {
  firstUpdated() {
    installShortcuts();
  }

  show() {
    this.requestUpdate();
    this.querySelector("dialog").showModal();
  }

  render() {
    return html`<dialog class="dialog" aria-labelledby="shortcuts-title">
      <form method="dialog">
        <h2 id="shortcuts-title">Keyboard shortcuts</h2>
        <dl>${SHORTCUTS.map(([key, description]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${description}</dd></div>`)}</dl>
        <label class="checkbox-field">
          <input type="checkbox" .checked=${areShortcutsEnabled()} @change=${(event) => enableShortcuts(event.target.checked)} />
          Shortcuts are on
        </label>
        <div class="form-actions"><button>Close</button></div>
      </form>
    </dialog>`;
  }
}

customElements.define("shortcuts-help", ShortcutsHelp);
