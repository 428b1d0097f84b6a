import { type ClipPage, ok, type Product, type Result, refuse, type Show } from "@showdrop/shared";
import { recordingUrl } from "../recordings/recording-files.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { type ClipViewsDeps, viewClips } from "./clip-views.ts";
import type { ClipStore } from "./clips.store.ts";

export interface ReadClipDeps extends ClipViewsDeps {
  clips: Pick<ClipStore, "find">;
  shows: Pick<ShowStore, "find">;
  views: { one(show: ShowRecord): Promise<Show> };
  findProducts(ids: readonly string[]): Promise<Product[]>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** A clip with all that its page shows, for everybody who may see the replay. */
export const readClip = async (
  deps: ReadClipDeps,
  viewer: { id: string } | null,
  clipId: string,
): Promise<Result<ClipPage>> => {
  const record = await deps.clips.find(clipId);
  const show = record && (await deps.shows.find(record.showId));
  if (!record || !show) return refuse("NOT_FOUND");
  if (viewer && (await deps.isBanned(record.shopId, viewer.id))) return refuse("BANNED");
  const [[clip], [recording], products, view] = await Promise.all([
    viewClips(deps, [record]),
    deps.recordings.ready([record.showId]),
    deps.findProducts(record.productIds),
    deps.views.one(show),
  ]);
  const replay = recording?.manifest.replay;
  if (!clip || !replay) return refuse("NOT_FOUND");
  const { width, height } = replay;
  return ok({
    clip,
    show: view,
    video: { url: recordingUrl(record.showId, replay.video), width, height },
    products: products.filter(({ archived }) => !archived),
  });
};
