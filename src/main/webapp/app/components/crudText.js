import { html } from "lit";

const REFERENCE = /(https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}»”’])|(?<![\p{L}\p{M}\p{N}_#@/])([#@][\p{L}\p{M}\p{N}_]+)/gu;
const WORD = /[#@]?[\p{L}\p{M}\p{N}_]+/gu;

/**
 * Renders a message: URLs, #tags and @handles as links, and the words of the search term highlighted. Lit binds the rest as text nodes, so a
 * message never becomes markup.
 */
export function crudText(message, term = "") {
  const wanted = (term.match(WORD) ?? []).map(fold);
  const parts = [];
  let from = 0;
  for (const found of message.matchAll(REFERENCE)) {
    parts.push(...marked(message.slice(from, found.index), wanted), reference(found[0], wanted));
    from = found.index + found[0].length;
  }
  return [...parts, ...marked(message.slice(from), wanted)];
}

function reference(text, wanted) {
  const words = marked(text, wanted);
  if (text.startsWith("#")) return html`<a href="search?term=${encodeURIComponent(text)}">${words}</a>`;
  if (/^@\w{1,30}$/.test(text)) return html`<a href="${text.toLowerCase()}">${words}</a>`;
  if (text.startsWith("@")) return text;
  return html`<a href=${text} target="_blank" rel="noopener noreferrer nofollow ugc">${text}</a>`;
}

function marked(text, wanted) {
  if (!wanted.length) return text ? [text] : [];
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(WORD)) {
    const word = fold(found[0]);
    // The search for a word also finds its #tag; the search for a #tag does not find the word. The last word may be incomplete.
    const plain = word.replace(/^[#@]/, "");
    if (!wanted.includes(word) && !wanted.includes(plain) && !plain.startsWith(wanted.at(-1))) continue;
    parts.push(text.slice(from, found.index), html`<mark>${found[0]}</mark>`);
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

/** Removes case and accents, as the search in PostgreSQL does. */
const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
