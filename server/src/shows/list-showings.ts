import type { Showing } from "@showdrop/shared";
import type { ShowLog } from "../hub/show-log.store.ts";
import type { ReadShowsDeps } from "./list-shows.ts";

interface Deps extends ReadShowsDeps {
  showLog: Pick<ShowLog, "pinsOf">;
}

/** Shows that a product's page names: the newest are enough. */
const MOST = 4;

/** The shows in which a product was brought to the front that can be watched now or again. */
export const listShowings = async (
  { showLog, shows, views }: Deps,
  productId: string,
): Promise<Showing[]> => {
  const pinned = await showLog.pinsOf(productId, 2 * MOST);
  const found = await shows.findMany(pinned.map(({ showId }) => showId));
  const seen = await views.many(pinned.flatMap(({ showId }) => found.get(showId) ?? []));
  return seen
    .filter(({ status, replay }) => status === "live" || status === "paused" || replay)
    .flatMap((show): Showing[] => {
      const first = pinned.find(({ showId }) => showId === show.id);
      return first ? [{ show, at: first.at.toISOString() }] : [];
    })
    .slice(0, MOST);
};
