import { ok, type Result, refuse, type Show, type ShowStatus } from "@showdrop/shared";
import type { ShowViews } from "./show-views.ts";
import type { ShowStore } from "./shows.store.ts";

export interface ReadShowsDeps {
  shows: ShowStore;
  views: ShowViews;
}

/** Cancelled shows are listed only for whoever asks for them. */
const listed: readonly ShowStatus[] = ["live", "paused", "scheduled", "ended"];

/** Shows on the air first, then upcoming ones by start, then ended ones, the last first; of one shop or of all. */
export const listShows = async (
  { shows, views }: ReadShowsDeps,
  { status, shopId, limit }: { status?: ShowStatus | undefined; shopId?: string; limit: number },
): Promise<Show[]> => {
  const lists = await Promise.all(
    (status ? [status] : listed).map((each) =>
      shows.list(each, { ...(shopId === undefined ? {} : { shopId }), limit }),
    ),
  );
  return views.many(lists.flat().slice(0, limit));
};

export const readShow = async ({ shows, views }: ReadShowsDeps, showId: string): Promise<Result<Show>> => {
  const show = await shows.find(showId);
  return show ? ok(await views.one(show)) : refuse("NOT_FOUND");
};
