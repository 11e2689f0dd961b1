import { currentPath, navigate } from "./navigation.js";

const ITEM = "cruddur.after-sign-in";

let requestedAction;

/** Sends a guest to the sign-in page. `action`, such as `{ name: "like", uuid }`, is done after the sign-in. */
export function requestSignIn(action) {
  requestedAction = action;
  navigate("sign-in");
}

/**
 * Keeps the address from which the user got to the sign-in page, with the action of `requestSignIn`. It is in sessionStorage, because a
 * sign-in at an issuer leaves this page; it is not in the URL, so that a link of another site cannot contain an action.
 */
export function rememberOrigin(address) {
  sessionStorage.setItem(ITEM, JSON.stringify({ address, action: requestedAction }));
  requestedAction = undefined;
}

/** The address and the action, once. */
export function takeOrigin() {
  const origin = JSON.parse(sessionStorage.getItem(ITEM));
  sessionStorage.removeItem(ITEM);
  return origin ?? { address: "" };
}

/** The current address, relative to `<base>`. */
export const currentAddress = () => currentPath() + location.search;
