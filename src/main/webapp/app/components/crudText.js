import { html } from "lit";

const REFERENCE = /(https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}»”’])|(?<![\p{L}\p{M}\p{N}_#@/])([#@][\p{L}\p{M}\p{N}_]+)/gu;
const WORD = /[#@]?[\p{L}\p{M}\p{N}_]+/gu;

/**
 * A message with its links, #tags and @handles alive, and the words of `term` marked. Text stays text: Lit makes text nodes of what is
 * bound, and no message ever becomes markup.
 */
export function crudText(message, term = "") {
  const wanted = new Set((term.match(WORD) ?? []).map(fold));
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
  if (!wanted.size) return text ? [text] : [];
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(WORD)) {
    const word = fold(found[0]);
    // A tag is found by its word too, but not a word by the tag.
    if (!wanted.has(word) && !wanted.has(word.replace(/^[#@]/, ""))) continue;
    parts.push(text.slice(from, found.index), html`<mark>${found[0]}</mark>`);
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

/** As the search compares words: without case and accents. */
const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
