import { type Category, type Clip, type Home, ok, type Result, type Show } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { ShopRecord } from "../shops/shops.store.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { type Candidate, rankShows } from "./rank-shows.ts";

export interface ReadHomeDeps {
  shows: Pick<ShowStore, "list">;
  shops: { findMany(ids: readonly string[]): Promise<Map<string, ShopRecord>> };
  views: { many(shows: readonly ShowRecord[]): Promise<Show[]> };
  clock: Clock;
  /** What the person follows, of any kind. */
  followsOf(userId: string): Promise<{ kind: string; id: string }[]>;
  newestClips(category: Category | undefined, limit: number): Promise<Clip[]>;
}

/** Shows on the air that are ranked: the newest, if there should ever be more. */
const MOST_LIVE = 100;
/** Shows to come: two weeks of a busy platform. */
const MOST_SOON = 24;
/** Ended shows that are looked through for replays, and replays and clips that are told: two rows on a desktop. */
const LOOKED_AT = 60;
const MOST_REPLAYS = 12;
const MOST_CLIPS = 12;

/** The show that stands on top of the home page of whoever follows nothing; null while nothing is on. */
export const readFirstOnHome = async ({
  shows,
  views,
}: Pick<ReadHomeDeps, "shows" | "views">): Promise<Show | null> => {
  const on = await views.many(await shows.list("live", { limit: MOST_LIVE }));
  const [first] = rankShows(
    // The first place is never kept for a new shop.
    on.map((show) => ({ show, followed: false, saved: false, shopOpenedAt: new Date(0) })),
    0,
  );
  return first?.show ?? null;
};

/** What the home page shows this person. */
export const readHome = async (
  { shows, shops, views, clock, followsOf, newestClips }: ReadHomeDeps,
  viewer: { id: string } | null,
  category: Category | undefined,
): Promise<Result<Home>> => {
  const [live, paused, scheduled, ended, follows, clips] = await Promise.all([
    shows.list("live", { category, limit: MOST_LIVE }),
    shows.list("paused", { category, limit: MOST_LIVE }),
    shows.list("scheduled", { category, limit: MOST_SOON }),
    shows.list("ended", { category, limit: LOOKED_AT }),
    viewer ? followsOf(viewer.id) : [],
    newestClips(category, MOST_CLIPS),
  ]);
  const followed = new Set(follows.filter(({ kind }) => kind === "shop").map(({ id }) => id));
  const saved = new Set(follows.filter(({ kind }) => kind === "show").map(({ id }) => id));
  const opened = await shops.findMany([...new Set([...live, ...paused].map(({ shopId }) => shopId))]);
  const toCandidate = (show: Show): Candidate => ({
    show,
    followed: followed.has(show.shop.id),
    saved: saved.has(show.id),
    shopOpenedAt: opened.get(show.shop.id)?.createdAt ?? new Date(0),
  });
  const [on, coming, past] = await Promise.all([
    views.many([...live, ...paused]),
    views.many(scheduled),
    views.many(ended.filter(({ record }) => record)),
  ]);
  return ok({
    live: rankShows(on.map(toCandidate), clock.now()),
    soon: rankShows(coming.map(toCandidate), clock.now()),
    replays: past.filter(({ replay }) => replay).slice(0, MOST_REPLAYS),
    clips,
  });
};
