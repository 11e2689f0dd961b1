import { saveItem } from "./storage.js";

/** `dark` or `light`. The script theme.js sets it before the first paint. */
export const currentTheme = () => document.documentElement.dataset.theme;

export function toggleTheme() {
  document.documentElement.dataset.theme = currentTheme() === "dark" ? "light" : "dark";
  saveItem("theme", currentTheme());
}

/** Keeps the colour of the browser's own bars, `theme-color`, equal to the background of the page. */
export function followColorTheme() {
  const update = () => {
    document.querySelector("meta[name=theme-color]").content = getComputedStyle(document.body).backgroundColor;
  };
  new MutationObserver(update).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", update);
  update();
}
