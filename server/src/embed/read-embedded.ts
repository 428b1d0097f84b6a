import { type EmbeddedShow, ok, type Result, refuse, type Show, type ShowStatus } from "@showdrop/shared";
import type { ShopStore } from "../shops/shops.store.ts";
import type { EmbeddingStore } from "./embeddings.store.ts";

export interface ReadEmbeddedDeps {
  shops: ShopStore;
  embeddings: EmbeddingStore;
  /** A shop's shows of one status, in the order that reads best for it. */
  listShows(query: { shopId: string; status: ShowStatus; limit: number }): Promise<Show[]>;
  readShow(showId: string): Promise<Result<Show>>;
}

/** Ended shows that are looked through for one with a replay. */
const LOOKED_THROUGH = 10;

/** The show that is on, else the next one, else the newest that can be watched again. */
const currentShow = async ({ listShows }: ReadEmbeddedDeps, shopId: string): Promise<Show | null> => {
  for (const status of ["live", "paused", "scheduled"] as const) {
    const [show] = await listShows({ shopId, status, limit: 1 });
    if (show) return show;
  }
  const ended = await listShows({ shopId, status: "ended", limit: LOOKED_THROUGH });
  return ended.find(({ replay }) => replay) ?? null;
};

/** What a shop's player shows: the show asked for when it is the shop's, else whichever matters now. */
export const readEmbedded = async (
  deps: ReadEmbeddedDeps,
  handle: string,
  showId: string | undefined,
): Promise<Result<EmbeddedShow>> => {
  const shop = await deps.shops.findByHandle(handle);
  if (!shop) return refuse("NOT_FOUND");
  const trusted = (await deps.embeddings.sitesOf(shop.id)).length > 0;
  const { id, name, avatarUrl } = shop;
  const card = { id, handle: shop.handle, name, avatarUrl };
  if (showId === undefined) return ok({ shop: card, show: await currentShow(deps, shop.id), trusted });
  const show = await deps.readShow(showId);
  if (!show.ok) return show;
  return show.data.shop.id === shop.id ? ok({ shop: card, show: show.data, trusted }) : refuse("NOT_FOUND");
};
