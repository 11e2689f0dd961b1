// Applies the colour theme that the user chose, before the first paint. Without a choice, the style sheets follow the system. A classic script,
// because modules run after the first paint.
try {
  const theme = JSON.parse(localStorage.getItem("cruddur.theme"));
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {} // localStorage may be denied
