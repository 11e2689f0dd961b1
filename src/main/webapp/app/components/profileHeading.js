import { html, nothing } from "lit";
import { session } from "../api/session.js";
import { monthOf } from "../time.js";
import { avatar } from "./avatar.js";
import { crudText } from "./crudText.js";

/** Who somebody is. */
export function profileHeading({ handle, display_name, bio, created_at, cruds_count }, { isMe, editing, edit }) {
  return html`<section class="profile" aria-label="Profile of @${handle}">
    <span class="face">${avatar(handle)}</span>
    <div class="profile-actions">
      ${isMe && !editing ? html`<button class="quiet edit-profile" type="button" @click=${edit}>Edit profile</button>` : nothing}
      ${!isMe && session.user ? html`<a class="button quiet" href="messages/@${handle}">Message</a>` : nothing}
    </div>
    <p class="names"><b dir="auto">${display_name}</b> <span class="handle">@${handle}</span></p>
    ${bio ? html`<p class="bio" dir="auto">${crudText(bio)}</p>` : nothing}
    <p class="facts"><span><b>${cruds_count}</b> ${cruds_count === 1 ? "crud" : "cruds"} alive</span> <span>Here since ${monthOf(created_at)}</span></p>
  </section>`;
}
