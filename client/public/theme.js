// Applies the kept theme before the first paint; src/app/theme.ts writes the same key.
try {
  const theme = localStorage.getItem("showdrop.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked: the device's own scheme applies.
}
