import { html, nothing } from "lit";
import { session } from "../api/session.js";
import { recentlyActive } from "../api/users.js";
import { avatar } from "./avatar.js";
import { LightElement, withSession } from "./LightElement.js";

const SHOWN = 4;

/** Who wrote last. */
class SuggestedUsersSection extends LightElement {
  static properties = { users: { state: true } };

  listening() {
    this.load();
    return [withSession(this, session)];
  }

  async load() {
    try {
      this.users = await recentlyActive(SHOWN + 1);
    } catch {
      // Beside the point: what cannot be reached says so in the page.
    }
  }

  render() {
    const others = this.users?.filter(({ handle }) => handle !== session.handle).slice(0, SHOWN);
    if (others?.length === 0) return nothing;
    return html`<section class="panel suggested">
      <h2>Around the fire</h2>
      ${others
        ? html`<ul role="list">
            ${others.map(
              ({ handle, display_name }) =>
                html`<li>
                  <a href="@${handle}"
                    >${avatar(handle)}
                    <span class="names"><b dir="auto">${display_name}</b> <span class="handle">@${handle}</span></span></a
                  >
                </li>`,
            )}
          </ul>`
        : html`<div class="lines tall" aria-hidden="true">${Array(SHOWN).fill(html`<i></i>`)}</div>`}
    </section>`;
  }
}

customElements.define("suggested-users-section", SuggestedUsersSection);
