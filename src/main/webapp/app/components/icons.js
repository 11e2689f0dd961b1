import { html } from "lit";

const outline = (d) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${d}></path></svg>`;

export const icons = {
  home: outline("M4 11.2 12 4l8 7.2V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"),
  bell: outline("M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"),
  envelope: outline("M4 6h16v12H4zM4.5 6.5 12 13l7.5-6.5"),
  person: outline("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0"),
  search: outline("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5"),
  reply: outline("M4 5h16v11H11l-5 4v-4H4z"),
  repost: outline("M7 7h10a2 2 0 0 1 2 2v4M17 17H7a2 2 0 0 1-2-2v-4M9.5 4 6.5 7l3 3M14.5 20l3-3-3-3"),
  heart: outline("M12 20S4 15 4 9.3A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.3C20 15 12 20 12 20z"),
  hourglass: outline("M7 4h10M7 20h10M8 4v3.5l4 4.5 4-4.5V4M8 20v-3.5l4-4.5 4 4.5V20"),
  trash: outline("M5 7h14M10 7V4.5h4V7M7 7l.8 13h8.4L17 7M10.2 10.5v6M13.8 10.5v6"),
  pencil: outline("M5 19l1-4L16.5 4.5l3 3L9 18z"),
  moon: outline("M19 14.5A7.8 7.8 0 0 1 9.5 5a7.8 7.8 0 1 0 9.5 9.5z"),
  sun: outline("M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"),
  keyboard: outline("M3 7h18v10H3zM6.5 10.3h.01M10 10.3h.01M13.7 10.3h.01M17.3 10.3h.01M8 14h8"),
  signOut: outline("M14 4.5H6v15h8M10.5 12H20M16.5 8.5 20 12l-3.5 3.5"),
  close: outline("M6 6l12 12M18 6 6 18"),
  more: outline("M4.8 12h1.4M11.3 12h1.4M17.8 12h1.4"),
  link: outline("M10 14a4 4 0 0 0 6 .4l2.5-2.5a4 4 0 0 0-5.7-5.7L11.5 7.5M14 10a4 4 0 0 0-6-.4l-2.5 2.5a4 4 0 0 0 5.7 5.7l1.300-1.300"),
  share: outline("M12 15V4M8 7.5 12 3.5l4 4M5 12v7h14v-7"),
  back: outline("M19 12H5M11 6l-6 6 6 6"),
  flame: outline("M12.5 3c.6 3.4 5 5.3 5 10.3a5.5 5.5 0 0 1-11 0c0-2 .9-3.6 2.200-4.8.2 1.6.9 2.5 2 2.8-.5-3 .3-6 1.8-8.3z"),
};
