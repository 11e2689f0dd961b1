import { html, nothing } from "lit";
import { repeat } from "lit-html/directives/repeat.js";

const MAX_REPLIES = 3;

/** The newest replies to a crud, oldest first. */
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
      (reply) => html`<li><activity-item .activity=${reply} .term=${term} nested></activity-item></li>`,
    )}
  </ol>`;
}
