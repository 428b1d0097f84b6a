import type { Drawn, Locale } from "@showdrop/shared";
import type { Drawer } from "./drawer.ts";
import type { FirstAnswers } from "./first-answers.ts";

export interface DrawnPagesDeps {
  firstAnswers: FirstAnswers;
  drawer: Drawer;
}

/** Milliseconds for which a drawing serves everybody: less than a page waits before it asks anew by itself. */
const FRESH_MS = 2_000;
/** Drawings that are kept at once. */
const MOST_KEPT = 200;

/** A page as a stranger first sees it; null where pages of this kind are not drawn, or this one could not be. */
export type DrawPage = (path: string, search: URLSearchParams, language: Locale) => Promise<Drawn | null>;

/** Draws what strangers come for, once for all who come within two seconds. */
export const createDrawnPages = ({ firstAnswers, drawer }: DrawnPagesDeps): DrawPage => {
  const kept = new Map<string, { until: number; drawn: Promise<Drawn | null> }>();
  return (path, search, language) => {
    const page = firstAnswers(path, search);
    if (!page) return Promise.resolve(null);
    const key = `${language} ${page.address}`;
    const now = performance.now();
    const known = kept.get(key);
    if (known && known.until > now) return known.drawn;
    const drawn = page
      .ask()
      .then((answers) => answers && drawer.draw({ address: page.address, language, answers }));
    // Deleted first, so that the map's order is that of age.
    kept.delete(key);
    kept.set(key, { until: now + FRESH_MS, drawn });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return drawn;
  };
};
