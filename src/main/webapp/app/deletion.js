import { deleteActivity } from "./api/activities.js";
import { errorMessage } from "./api/errorMessages.js";
import { publish, showNotice } from "./eventBus.js";

/** As long as a notice with a button is shown. */
const UNDO_MILLIS = 10_000;

/** Hides the crud and deletes it after some seconds, so that the user can undo it; at once when the user leaves the page. */
export function deleteWithUndo(activity) {
  const cancel = () => {
    clearTimeout(timer);
    removeEventListener("pagehide", send);
  };
  const send = async () => {
    cancel();
    try {
      await deleteActivity(activity.uuid);
    } catch (error) {
      publish("restored", activity);
      showNotice(errorMessage(error), undefined, error.codes?.[0]);
    }
  };
  const undo = () => {
    cancel();
    publish("restored", activity);
  };
  const timer = setTimeout(send, UNDO_MILLIS);
  addEventListener("pagehide", send);
  publish("removed", { uuid: activity.uuid });
  showNotice("Deleted.", { label: "Undo", run: undo });
}
