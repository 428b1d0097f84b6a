import "./styles.css";
import "./lib/zod.ts";
import { detectLanguage, extentAt, loadTexts } from "./i18n/load.ts";

/**
 * Milliseconds by which a show's picture may go before its page: on a fast network the way to it is asked for within
 * them, on a slow one the page is drawn while the answers travel.
 */
const HEAD_START_MS = 150;

/** The pages that most visits begin with: they travel beside what draws them, not after it. */
const begun: readonly [RegExp, () => Promise<unknown>][] = [
  [/^\/$/, () => import("./features/home/home-page.tsx")],
  [/^\/@/, () => import("./features/shop/shop-page.tsx")],
  [/^\/products\//, () => import("./features/catalog/product-page.tsx")],
];

/**
 * The first code of every page. A show's page first asks for its picture and then draws itself: what it takes to draw
 * would otherwise stand between the questions and their answers, and the picture travels meanwhile.
 */
const begin = async (): Promise<void> => {
  const [, showId] = /^\/shows\/([0-9a-f]{24})\/?$/.exec(location.pathname) ?? [];
  if (!showId) return;
  const { beginWatching } = await import("./lib/media/early.ts");
  const enough = new Promise((resolve) => setTimeout(resolve, HEAD_START_MS));
  await Promise.race([beginWatching(showId), enough]);
  void import("./features/watch/watch-page.tsx");
};

// Texts do too. Whoever wants them sees a failure.
loadTexts(detectLanguage(), extentAt(location.pathname)).catch(() => undefined);
for (const [path, load] of begun) if (path.test(location.pathname)) load().catch(() => undefined);

// Without the early picture the page is drawn all the same, and asks for it then.
void begin()
  .catch(() => undefined)
  .then(() => import("./app/start.tsx"));
