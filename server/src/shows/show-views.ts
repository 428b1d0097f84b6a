import type { ShopCard, Show } from "@showdrop/shared";
import type { ShowRecord } from "./show.schema.ts";

export interface ShowViewsDeps {
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  /** Milliseconds that a paused show waits for its host. */
  hostGraceMs: number;
  /** Posters of those of these shows that can be watched again. */
  replaysOf(showIds: readonly string[]): Promise<Map<string, string>>;
  countViewers(showIds: readonly string[]): Promise<Map<string, number>>;
}

/** Shows as everybody may see them. */
export interface ShowViews {
  one(show: ShowRecord): Promise<Show>;
  many(shows: readonly ShowRecord[]): Promise<Show[]>;
}

interface Around {
  shop: ShopCard;
  viewers: number;
  hostGraceMs: number;
  /** The replay's poster; undefined where there is no replay. */
  replay: string | undefined;
}

const toShow = (show: ShowRecord, { shop, viewers, hostGraceMs, replay }: Around): Show => ({
  id: show.id,
  shop,
  title: show.title,
  description: show.description,
  category: show.category,
  posterUrl: show.posterUrl ?? replay ?? null,
  status: show.status,
  startsAt: show.startsAt.toISOString(),
  startedAt: show.startedAt?.toISOString() ?? null,
  endedAt: show.endedAt?.toISOString() ?? null,
  pausedAt: show.pausedAt?.toISOString() ?? null,
  awaySince: show.awaySince?.toISOString() ?? null,
  hostAwaitedUntil: show.pausedAt && new Date(show.pausedAt.getTime() + hostGraceMs).toISOString(),
  viewers,
  record: show.record,
  replay: replay !== undefined,
});

export const createShowViews = ({
  cards,
  countViewers,
  replaysOf,
  hostGraceMs,
}: ShowViewsDeps): ShowViews => {
  const many = async (shows: readonly ShowRecord[]): Promise<Show[]> => {
    const over = shows.filter(({ status, record }) => status === "ended" && record);
    const [shops, viewers, replays] = await Promise.all([
      cards([...new Set(shows.map(({ shopId }) => shopId))]),
      countViewers(shows.map(({ id }) => id)),
      replaysOf(over.map(({ id }) => id)),
    ]);
    return shows.flatMap((show) => {
      const shop = shops.get(show.shopId);
      if (!shop) return [];
      const around = { shop, viewers: viewers.get(show.id) ?? 0, hostGraceMs, replay: replays.get(show.id) };
      return [toShow(show, around)];
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
