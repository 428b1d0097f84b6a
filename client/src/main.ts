import "./styles.css";

/**
 * The first code of every page. A show's page first asks for its picture and then draws itself: what it takes to draw
 * would otherwise stand before the question, and the answer is under way meanwhile.
 */
const begin = async (): Promise<void> => {
  const [, showId] = /^\/shows\/([0-9a-f]{24})\/?$/.exec(location.pathname) ?? [];
  if (!showId) return;
  const { beginWatching } = await import("./lib/media/early.ts");
  beginWatching(showId);
  void import("./features/watch/watch-page.tsx");
};

// Without the early picture the page is drawn all the same, and asks for it then.
void begin()
  .catch(() => undefined)
  .then(() => import("./app/start.tsx"));
