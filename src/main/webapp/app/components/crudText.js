import { html } from "lit";

// Not with the flag i: in Unicode mode, U+017F and U+212A are then an s and a k.
const REFERENCE =
  /((?:[Hh][Tt][Tt][Pp][Ss]?:\/\/|(?<![\p{L}\p{M}\p{N}_@/.-])[Ww]{3}\.(?=[\p{L}\p{N}]))[^\s<>"]+)|(?<![\p{L}\p{M}\p{N}_#@/])([#@][\p{L}\p{M}\p{N}_]+)/gu;
const PUNCTUATION = "'.,;:!?»”’…*";
const BRACKETS = { ")": "(", "]": "[", "}": "{" };
const BLANK_LINES = /\n(?:[^\S\n]*\n){2,}/g;
const MAX_LINES = 12;
const MAX_LENGTH = 600;
const EXCERPT_LINES = 8;
const EXCERPT_LENGTH = 400;
const WORD = /[#@]?[\p{L}\p{M}\p{N}_]+/gu;

/** The text without several empty lines in a row. */
export const collapseBlankLines = (text) => text.replace(BLANK_LINES, "\n\n");

/** The beginning of a long text, cut at the end of a line or word and never within a link; a short text as it is. */
export function excerpt(text) {
  const lines = text.split("\n");
  if (lines.length <= MAX_LINES && text.length <= MAX_LENGTH) return text;
  const beginning = lines.slice(0, EXCERPT_LINES).join("\n");
  if (beginning.length <= EXCERPT_LENGTH) return `${beginning}…`;
  const words = beginning.slice(0, EXCERPT_LENGTH);
  const end = words.search(/\s\S*$/);
  if (end > EXCERPT_LENGTH / 2) return `${words.slice(0, end)}…`;
  return /(:\/\/|www\.)\S*$/i.test(words) ? text : `${words.replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/**
 * Renders a message: URLs, #tags and @handles as links, and the words of the search term highlighted. Lit binds the rest as text nodes, so a
 * message never becomes markup.
 */
export function crudText(message, term = "") {
  const wanted = (term.match(WORD) ?? []).map(fold);
  const parts = [];
  let from = 0;
  for (const found of message.matchAll(REFERENCE)) {
    const text = found[1] ? withoutPunctuation(found[0]) : found[0];
    parts.push(...marked(message.slice(from, found.index), wanted), reference(text, wanted));
    from = found.index + text.length;
  }
  return [...parts, ...marked(message.slice(from), wanted)];
}

function reference(text, wanted) {
  const words = marked(text, wanted);
  if (text.startsWith("#")) return html`<a href="search?term=${encodeURIComponent(text)}">${words}</a>`;
  if (/^@\w{1,30}$/.test(text)) return html`<user-mention .handle=${text.slice(1).toLowerCase()} .words=${words}></user-mention>`;
  if (text.startsWith("@")) return text;
  const url = /^www/i.test(text) ? `https://${text}` : text;
  if (!URL.canParse(url)) return text;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow ugc">${text}</a>`;
}

/** A URL without the punctuation that follows it: a closing bracket belongs to the URL only if the URL contains its opening bracket. */
function withoutPunctuation(url) {
  const counts = {};
  for (const letter of url) counts[letter] = (counts[letter] ?? 0) + 1;
  let end = url.length;
  for (; end > 0; end -= 1) {
    const last = url[end - 1];
    const isUnbalanced = BRACKETS[last] && counts[last] > (counts[BRACKETS[last]] ?? 0);
    if (!isUnbalanced && !PUNCTUATION.includes(last)) break;
    counts[last] -= 1;
  }
  return url.slice(0, end);
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
