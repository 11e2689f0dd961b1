import { remember } from "../storage.js";

export const theme = () => document.documentElement.dataset.theme;

export function toggleTheme() {
  document.documentElement.dataset.theme = theme() === "dark" ? "light" : "dark";
  remember("theme", theme());
}
