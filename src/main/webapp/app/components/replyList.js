import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";
import { avatar } from "./avatar.js";
import { crudText } from "./crudText.js";
import "./TimeAgo.js";

const MAX_REPLIES = 3;

/** The newest replies to a crud, in chronological order. */
export function replyList({ uuid, replies = [], replies_count }, term) {
  const shown = replies.slice(0, MAX_REPLIES).reverse();
  const earlier = replies_count - shown.length;
  if (!shown.length) return nothing;
  return html`<ol class="replies" role="list" aria-label="Replies">
    ${earlier > 0
      ? html`<li><a class="earlier-replies" href="crud/${uuid}">${earlier} earlier ${earlier === 1 ? "reply" : "replies"}</a></li>`
      : nothing}
    ${repeat(
      shown,
      (reply) => reply.uuid,
      (reply) => html`<li class=${reply.pending ? "pending" : ""}>
        <a class="avatar-slot" href="@${reply.handle}" tabindex="-1" aria-hidden="true">${avatar(reply.handle)}</a>
        <div>
          <p class="byline">
            <a class="author" href="@${reply.handle}"
              ><b class="display-name" dir="auto">${reply.display_name}</b> <span class="handle">@${reply.handle}</span></a
            >
            <a class="timestamp" href="crud/${reply.uuid}"><time-ago .instant=${reply.created_at}></time-ago></a>
          </p>
          <p class="message" dir="auto">${crudText(reply.message, term)}</p>
        </div>
      </li>`,
    )}
  </ol>`;
}
