// Sets the colour theme before the first paint: dark, unless the user chose light. A classic script, because modules run after the first paint.
try {
  document.documentElement.dataset.theme = localStorage.getItem("cruddur.theme") === '"light"' ? "light" : "dark";
} catch {
  document.documentElement.dataset.theme = "dark"; // localStorage may be denied
}
