import { saveItem } from "./storage.js";

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** `dark` or `light`: the theme that the user chose, else that of the system. The script theme.js applies the choice before the first paint. */
export const currentTheme = () => document.documentElement.dataset.theme ?? (systemIsDark.matches ? "dark" : "light");

/** Calls `handler` when the theme of the system changes. Returns a function that unsubscribes. */
export function onSystemThemeChange(handler) {
  systemIsDark.addEventListener("change", handler);
  return () => systemIsDark.removeEventListener("change", handler);
}

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
  onSystemThemeChange(update);
  update();
}
