/**
 * What happens to cruds, told to every part that shows them:
 * `posting` `posted` `post-failed` (of this page), `update` (new or changed, by whomever), `gone` (deleted or expired), `back` (not deleted
 * after all), `notice` (a sentence for the person), `connection` (lost or back).
 */
const bus = new EventTarget();

export const tell = (name, detail) => bus.dispatchEvent(new CustomEvent(name, { detail }));

/** Calls `hear` with each detail; what it returns ends that. */
export function on(name, hear) {
  const listener = (event) => hear(event.detail);
  bus.addEventListener(name, listener);
  return () => bus.removeEventListener(name, listener);
}

/** Shows a sentence for a while; `action` is `{ label, run }`. */
export const notice = (text, action) => tell("notice", { text, action });
