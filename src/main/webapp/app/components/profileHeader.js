import { html, nothing } from "lit";
import { session } from "../api/session.js";
import { formatMonth } from "../time.js";
import { avatar } from "./avatar.js";
import { collapseBlankLines, crudText } from "./crudText.js";

/** A user's name, biography and figures. `edit` opens the form, if it is the current user's profile. */
export function profileHeader({ handle, display_name, bio, created_at, cruds_count }, { isMe, isEditing, edit }) {
  return html`<section class="profile" aria-label="Profile of @${handle}">
    <span class="avatar-slot">${avatar(handle)}</span>
    <div class="profile-actions">
      ${isMe && !isEditing ? html`<button class="secondary edit-profile" type="button" @click=${edit}>Edit profile</button>` : nothing}
      ${!isMe && session.user ? html`<a class="button secondary" href="messages/@${handle}">Message</a>` : nothing}
    </div>
    <p class="names"><b dir="auto">${display_name}</b> <span class="handle">@${handle}</span></p>
    ${bio ? html`<p class="bio" dir="auto">${crudText(collapseBlankLines(bio))}</p>` : nothing}
    <p class="profile-facts"><span><b>${cruds_count}</b> ${cruds_count === 1 ? "crud" : "cruds"}</span> <span>Joined ${formatMonth(created_at)}</span></p>
  </section>`;
}
