// What this browser remembers. It may refuse to; then nothing is remembered, and that is all.

export function recall(name, fallback = null) {
  try {
    return JSON.parse(localStorage.getItem(`cruddur.${name}`)) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(name, value) {
  try {
    if (value == null) localStorage.removeItem(`cruddur.${name}`);
    else localStorage.setItem(`cruddur.${name}`, JSON.stringify(value));
  } catch {}
}

/** Something that nobody else ever made; `crypto.randomUUID` is there on https alone. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
