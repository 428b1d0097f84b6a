import type { Clip, ShopCard } from "@showdrop/shared";
import { recordingUrl } from "../recordings/recording-files.ts";
import type { RecordingRecord } from "../recordings/recordings.store.ts";
import type { ClipRecord } from "./clips.store.ts";

export interface ClipViewsDeps {
  cards(shopIds: readonly string[]): Promise<Map<string, ShopCard>>;
  recordings: { ready(showIds: readonly string[]): Promise<RecordingRecord[]> };
}

const toClip = (
  { id, showId, title, fromMs, toMs, posterUrl, createdAt }: ClipRecord,
  shop: ShopCard,
  replayPoster: string,
): Clip => ({
  ...{ id, showId, shop, title, fromMs, toMs },
  posterUrl: posterUrl ?? recordingUrl(showId, replayPoster),
  createdAt: createdAt.toISOString(),
});

/** Clips as everybody may see them; those whose replay cannot be watched are left out. */
export const viewClips = async (
  { cards, recordings }: ClipViewsDeps,
  records: readonly ClipRecord[],
): Promise<Clip[]> => {
  if (records.length === 0) return [];
  const [shops, ready] = await Promise.all([
    cards([...new Set(records.map(({ shopId }) => shopId))]),
    recordings.ready([...new Set(records.map(({ showId }) => showId))]),
  ]);
  const replays = new Map(ready.map(({ showId, manifest }) => [showId, manifest.replay]));
  return records.flatMap((record) => {
    const shop = shops.get(record.shopId);
    const replay = replays.get(record.showId);
    return shop && replay ? [toClip(record, shop, replay.poster)] : [];
  });
};
