import { html } from "lit";

/** A picture that is computed from the handle, so each handle always has the same. */
export function avatar(handle) {
  const bits = hash(handle);
  const pick = (shift, count) => (bits >>> shift) % count;
  const hue = pick(0, 360);
  const rotation = pick(9, 8) * 45;
  const x = 10 + pick(13, 5) * 5;
  const y = 10 + pick(16, 5) * 5;
  return html`<svg class="avatar" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <rect width="40" height="40" fill=${hsl(hue, 42, 32)}></rect>
    <circle cx=${x} cy=${y} r=${11 + pick(19, 6)} fill=${hsl(hue + 30, 55, 50)}></circle>
    <path d="M0 20A20 20 0 0 0 40 20z" transform="rotate(${rotation} 20 20)" fill=${hsl(hue + 165, 48, 62)} fill-opacity=".82"></path>
    <circle cx=${40 - x} cy=${40 - y} r=${3 + pick(22, 4)} fill=${hsl(hue + 60, 80, 88)}></circle>
  </svg>`;
}

const hsl = (hue, saturation, lightness) => `hsl(${hue % 360} ${saturation}% ${lightness}%)`;

/** FNV-1a, with a final mix so that similar handles get different pictures. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
