import { saveItem } from "./storage.js";

/** `dark` or `light`. The script theme.js sets it before the first paint. */
export const currentTheme = () => document.documentElement.dataset.theme;

export function toggleTheme() {
  document.documentElement.dataset.theme = currentTheme() === "dark" ? "light" : "dark";
  saveItem("theme", currentTheme());
}
