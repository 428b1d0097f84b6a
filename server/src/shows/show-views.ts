import type { ShopCard, Show } from "@showdrop/shared";
import type { ShowRecord } from "./shows.store.ts";

export interface ShowViewsDeps {
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  /** Milliseconds that a paused show waits for its host. */
  hostGraceMs: number;
  countViewers(showIds: readonly string[]): Promise<Map<string, number>>;
}

/** Shows as everybody may see them. */
export interface ShowViews {
  one(show: ShowRecord): Promise<Show>;
  many(shows: readonly ShowRecord[]): Promise<Show[]>;
}

const toShow = (show: ShowRecord, shop: ShopCard, viewers: number, hostGraceMs: number): Show => ({
  id: show.id,
  shop,
  title: show.title,
  description: show.description,
  posterUrl: show.posterUrl,
  status: show.status,
  startsAt: show.startsAt.toISOString(),
  startedAt: show.startedAt?.toISOString() ?? null,
  endedAt: show.endedAt?.toISOString() ?? null,
  pausedAt: show.pausedAt?.toISOString() ?? null,
  hostAwaitedUntil: show.pausedAt && new Date(show.pausedAt.getTime() + hostGraceMs).toISOString(),
  viewers,
});

export const createShowViews = ({ cards, countViewers, hostGraceMs }: ShowViewsDeps): ShowViews => {
  const many = async (shows: readonly ShowRecord[]): Promise<Show[]> => {
    const [shops, viewers] = await Promise.all([
      cards([...new Set(shows.map(({ shopId }) => shopId))]),
      countViewers(shows.map(({ id }) => id)),
    ]);
    return shows.flatMap((show) => {
      const shop = shops.get(show.shopId);
      return shop ? [toShow(show, shop, viewers.get(show.id) ?? 0, hostGraceMs)] : [];
    });
  };
  return {
    many,
    async one(show) {
      const [view] = await many([show]);
      if (!view) throw new Error(`show ${show.id} is of a shop that does not exist`);
      return view;
    },
  };
};
