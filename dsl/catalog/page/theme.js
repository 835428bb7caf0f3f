// Before the first paint: the theme that the reader chose, where the browser keeps it; else that of the system.
try {
  const theme = localStorage.getItem("sluice-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Nothing is kept: the system's theme.
}
