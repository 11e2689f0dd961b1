import { html } from "lit";
import { SHORTCUTS, shortcutsOn, turnShortcuts } from "../keyboard.js";
import { LightElement } from "./LightElement.js";

/** What the keys do, and a way to turn them off. */
class ShortcutsHelp extends LightElement {
  show() {
    this.requestUpdate();
    this.querySelector("dialog").showModal();
  }

  render() {
    return html`<dialog class="dialog" aria-labelledby="shortcuts-title">
      <form method="dialog">
        <h2 id="shortcuts-title">Keyboard shortcuts</h2>
        <dl>${SHORTCUTS.map(([key, words]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
        <label class="switch">
          <input type="checkbox" .checked=${shortcutsOn()} @change=${(event) => turnShortcuts(event.target.checked)} />
          Shortcuts are on
        </label>
        <div class="row"><button>Close</button></div>
      </form>
    </dialog>`;
  }
}

customElements.define("shortcuts-help", ShortcutsHelp);
