import { html } from "lit";
import { avatar } from "./avatar.js";

/** Links to profiles. */
export const userList = (users) =>
  html`<ul role="list">
    ${users.map(
      ({ handle, display_name }) =>
        html`<li>
          <a href="@${handle}"
            >${avatar(handle)} <span class="names"><b dir="auto">${display_name}</b> <span class="handle">@${handle}</span></span></a
          >
        </li>`,
    )}
  </ul>`;
