import type { ShowStatus } from "@showdrop/shared";
import type { ClipStore } from "../clips/clips.store.ts";

/** Every page that search engines may find, as paths. */
export type ListSite = () => Promise<string[]>;

export interface ListSiteDeps {
  shops: { listNewest(limit: number): Promise<{ handle: string }[]> };
  products: { listNewest(limit: number): Promise<{ id: string }[]> };
  shows: { list(status: ShowStatus, of: { limit: number }): Promise<{ id: string }[]> };
  clips: Pick<ClipStore, "list">;
}

/** Of each kind, the newest so many: one file may name 50,000 pages (sitemaps.org/protocol.html), and is made in one go. */
const NEWEST = 5_000;

const listed: readonly ShowStatus[] = ["live", "paused", "scheduled", "ended"];

export const createListSite =
  ({ shops, products, shows, clips }: ListSiteDeps): ListSite =>
  async () => {
    const [ofShops, ofProducts, ofClips, ...ofShows] = await Promise.all([
      shops.listNewest(NEWEST),
      products.listNewest(NEWEST),
      clips.list({}, NEWEST),
      ...listed.map((status) => shows.list(status, { limit: NEWEST })),
    ]);
    return [
      "/",
      ...ofShops.map(({ handle }) => `/@${handle}`),
      ...ofShows.flat().map(({ id }) => `/shows/${id}`),
      ...ofProducts.map(({ id }) => `/products/${id}`),
      ...ofClips.map(({ id }) => `/clips/${id}`),
    ];
  };
