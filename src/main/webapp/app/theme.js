// Before anything is painted: dark, unless this person chose light. Not a module, for those run after the first paint.
try {
  document.documentElement.dataset.theme = localStorage.getItem("cruddur.theme") === '"light"' ? "light" : "dark";
} catch {
  document.documentElement.dataset.theme = "dark"; // a browser may refuse to store anything
}
