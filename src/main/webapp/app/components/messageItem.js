import { html, nothing } from "lit";
import { session } from "../api/session.js";
import { timeToLiveLabel } from "../timesToLive.js";
import { collapseBlankLines, crudText } from "./crudText.js";
import { icons } from "./icons.js";
import "./TimeAgo.js";
import "./UserMention.js";

const MERGE_MILLIS = 300_000;

/** A message of a conversation, before the message `next`: a text, or a line that reports a new time to live. */
export const messageItem = (message, next) => (message.new_ttl ? timeToLiveChange(message) : textMessage(message, next));

const timeToLiveChange = (message) =>
  html`<li class="message-item time-to-live-change">
    <p>${icons.hourglass} <bdi>${author(message)}</bdi> changed how long new messages live: ${timeToLiveLabel(message.new_ttl)}.</p>
  </li>`;

function textMessage(message, next) {
  const classes = [message.handle === session.handle && "mine", message.pending && "pending", isMerged(message, next) && "merged"];
  return html`<li class="message-item ${classes.filter(Boolean).join(" ")}">
    <span class="visually-hidden">${author(message)}:</span>
    <p class="message" dir="auto">${crudText(collapseBlankLines(message.message))}</p>
    ${isMerged(message, next) ? nothing : html`<time-ago .instant=${message.created_at}></time-ago>`}
  </li>`;
}

const author = ({ handle, display_name }) => (handle === session.handle ? "You" : display_name);

/** Whether the next message is by the same person and only minutes later: then one time is shown for both. */
const isMerged = (message, next) =>
  next?.handle === message.handle && !next.new_ttl && Date.parse(next.created_at) - Date.parse(message.created_at) < MERGE_MILLIS;
