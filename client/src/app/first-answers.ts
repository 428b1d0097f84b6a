import { personRoutes } from "@showdrop/shared";
import type { QueryClient, QueryKey } from "@tanstack/react-query";

/** Where the server puts what a page that it drew has asked. */
const PLACE = "first-answers";

const isKnown = (one: unknown): one is [QueryKey, unknown] =>
  Array.isArray(one) && one.length === 2 && Array.isArray(one[0]);

/**
 * Takes over what the server asked when it drew this page, so that nobody waits for it again.
 * @returns whether the page stands there drawn, in the language that is spoken here: then it is gone on with, else drawn anew
 */
export const takeFirst = (queries: QueryClient): boolean => {
  const place = document.getElementById(PLACE);
  if (!place) return false;
  const known: unknown = JSON.parse(place.textContent);
  if (!Array.isArray(known)) return false;
  for (const [key, data] of known.filter(isKnown)) {
    // The drawing may be some seconds old: it is shown, and what is for sale is asked once more. Who has no session has none.
    const stale = key[0] === personRoutes.readMe.path ? {} : { updatedAt: 0 };
    queries.setQueryData(key, data, stale);
  }
  return place.dataset.language === document.documentElement.lang;
};
