// Applies what was chosen here before the first paint; src/app/theme.ts and src/i18n/index.ts write the same keys.
try {
  const theme = localStorage.getItem("showdrop.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  // The server draws pages in the browser's language: in another one nobody sees them before they are drawn anew (start.tsx).
  const language = localStorage.getItem("showdrop.language");
  if (language && language !== document.documentElement.lang)
    document.documentElement.dataset.drawnFor = "others";
} catch {
  // Storage may be blocked: the device's own scheme applies.
}
// A page that the server drew is seen before it can act: presses on its buttons wait until it does (src/lib/early-presses.ts).
// Its links lead on by themselves.
window.earlyPresses = [];
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("main button");
    if (!button || !window.earlyPresses || !document.getElementById("first-answers")) return;
    window.earlyPresses.push(button);
    // Nobody else takes it meanwhile: it would be done twice, or a form sent as one without a script.
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);
