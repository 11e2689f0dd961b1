// Access to localStorage. A browser may deny it; then nothing is kept and the page still works.

const TOKENS_ITEM = "cruddur.tokens";

export function loadItem(name, fallback = null) {
  try {
    return JSON.parse(localStorage.getItem(`cruddur.${name}`)) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Stores the value as JSON; null removes the item. */
export function saveItem(name, value) {
  try {
    if (value == null) localStorage.removeItem(`cruddur.${name}`);
    else localStorage.setItem(`cruddur.${name}`, JSON.stringify(value));
  } catch {}
}

/** The tokens of the OpenID Connect issuer, or null. They are in sessionStorage, so they are kept until the tab is closed. */
export const loadTokens = () => JSON.parse(sessionStorage.getItem(TOKENS_ITEM));

/** Stores the tokens; null removes them. */
export function saveTokens(tokens) {
  if (tokens) sessionStorage.setItem(TOKENS_ITEM, JSON.stringify(tokens));
  else sessionStorage.removeItem(TOKENS_ITEM);
}

/** 128 random bits in hexadecimal. `crypto.randomUUID` would do, but browsers provide it on HTTPS only. */
export function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
