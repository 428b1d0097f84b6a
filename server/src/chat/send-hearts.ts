import { ok, type Result, refuse } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import type { HeartStore } from "./hearts.store.ts";

/** Milliseconds between two counts: often enough that a burst answers the thumb, and 30 hearts or 3,000 cost the same. */
const EVERY_MS = 500;

export type Hearts = ReturnType<typeof countHearts>;

/**
 * Counts hearts. Each server adds up what its own viewers send, writes it down twice a second, and tells its own viewers
 * the total of all servers when it has risen.
 */
export const countHearts = ({ hub, hearts, log }: { hub: Hub; hearts: HeartStore; log: Logger }) => {
  const sent = new Map<string, number>();
  let told = new Map<string, number>();

  const count = async (): Promise<void> => {
    for (const [showId, more] of [...sent]) {
      // Taken before it is written: should the answer be lost, hearts may be lost with it, but none counts twice.
      sent.delete(showId);
      await hearts.add(showId, more);
    }
    const next = new Map<string, number>();
    for (const showId of hub.shows()) {
      const total = await hearts.total(showId);
      if (total !== told.get(showId)) hub.pulse(showId, { hearts: total });
      next.set(showId, total);
    }
    told = next;
  };
  const loop: Loop = startLoop(EVERY_MS, count, (error) => {
    log.debug({ err: error }, "hearts could not be counted");
  });

  return {
    add: (showId: string, more: number): void => void sent.set(showId, (sent.get(showId) ?? 0) + more),
    stop: loop.stop,
  };
};

export interface SendHeartsDeps {
  shows: { find(id: string): Promise<{ status: string; shopId: string } | null> };
  addHearts(showId: string, count: number): void;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** Hearts from one person, for a show that is on. Refuses with NOT_FOUND, SHOW_NOT_LIVE or BANNED. */
export const sendHearts = async (
  { shows, addHearts, isBanned }: SendHeartsDeps,
  viewer: { id: string },
  { showId, count }: { showId: string; count: number },
): Promise<Result<Record<string, never>>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (show.status !== "live" && show.status !== "paused") return refuse("SHOW_NOT_LIVE");
  if (await isBanned(show.shopId, viewer.id)) return refuse("BANNED");
  addHearts(showId, count);
  return ok({});
};
