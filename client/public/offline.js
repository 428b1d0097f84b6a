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
  // A network that is said to be back may carry nothing yet, and one that was never said to be gone says nothing: while
  // somebody looks, a small file is asked for that no cache keeps.
  const EVERY_MS = 5_000;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch("/robots.txt", { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.ok) again();
  };
  setInterval(look, EVERY_MS);
}
