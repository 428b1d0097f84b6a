// Shows the offline page in the person's language, and goes on where they were as soon as there is a network again.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem("showdrop.language");
  } catch {
    // Storage may be blocked: the browser's own language applies.
  }
  const wished = [chosen ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  const language = wished.find((tag) => tag === "en" || tag === "ko") ?? "en";
  document.documentElement.lang = language;
  for (const words of document.querySelectorAll("div[lang]")) words.hidden = words.lang !== language;
  const again = () => location.reload();
  for (const button of document.querySelectorAll("button")) button.addEventListener("click", again);
  addEventListener("online", again);
}
