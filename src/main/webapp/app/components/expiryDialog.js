import { html } from "lit";
import { changeTimeToLive } from "../api/activities.js";
import { serverNow } from "../api/client.js";
import { errorMessage } from "../api/errorMessages.js";
import { changeTimeToLiveOfMessages } from "../api/messages.js";
import { publish, showNotice } from "../eventBus.js";
import { formatDateTime, formatTimeLeft } from "../time.js";
import { TIMES_TO_LIVE, timeToLiveMillis } from "../timesToLive.js";
import { confirmDialog } from "./confirmDialog.js";
import "./TimeToLiveField.js";

/** Lets the user choose a new time to live of an own crud, and stores it. `isLonger` decides which one the dialog proposes. */
export async function changeExpiry({ uuid, expires_at }, isLonger) {
  const title = isLonger ? "Keep this crud longer" : "End this crud sooner";
  const text = `It expires on ${formatDateTime(expires_at)}. The new time counts from now, for the replies, too.`;
  await choose(title, text, proposal(Date.parse(expires_at) - serverNow(), isLonger), async (ttl) => {
    const changed = await changeTimeToLive(uuid, ttl);
    publish("updated", changed);
    showNotice(`${formatTimeLeft(changed.expires_at)}.`);
  });
}

/** Lets the user choose a new time to live of the messages of a conversation, and stores it. Calls `onChange` with the new settings. */
export function changeMessageExpiry({ uuid, ttl: present }, onChange) {
  const text = "For messages that either of you sends from now on. Earlier messages expire as planned.";
  return choose("How long messages live", text, present, async (ttl) => onChange(await changeTimeToLiveOfMessages(uuid, ttl)));
}

async function choose(title, text, proposed, store) {
  let ttl = proposed;
  const content = html`${text}
    <time-to-live-field label="Expires after" .value=${ttl} @change=${({ detail }) => (ttl = detail)}></time-to-live-field>`;
  if (!(await confirmDialog(title, content, "Change", { isDestructive: false }))) return;
  try {
    await store(ttl);
  } catch (error) {
    showNotice(errorMessage(error), undefined, error.codes?.[0]);
  }
}

/** The named time that is next to the time left; without one, the longest or the shortest time that the API accepts. */
function proposal(leftMillis, isLonger) {
  const values = TIMES_TO_LIVE.map(([value]) => value);
  return isLonger
    ? (values.find((value) => timeToLiveMillis(value) > leftMillis) ?? "30-days")
    : (values.findLast((value) => timeToLiveMillis(value) < leftMillis) ?? "PT5M");
}
