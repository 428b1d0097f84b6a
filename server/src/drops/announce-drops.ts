import type { HoldStore } from "../holds/hold.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { dropTimes, type ShowClock } from "./drop-clock.ts";
import { statusOf, stockOf, toDrop } from "./drop-view.ts";
import type { DropStore } from "./drops.store.ts";

/** Milliseconds between two stock events of a drop: smooth to the eye, and a rush costs ten events a second, not hundreds. */
const STOCK_EVERY_MS = 100;

interface AnnounceDeps {
  drops: DropStore;
  holds: HoldStore;
  hub: Hub;
  clock: Clock;
  log: Logger;
  findShow(id: string): Promise<ShowClock | null>;
}

export type DropAnnouncer = ReturnType<typeof createDropAnnouncer>;

/** Tells a show's viewers about its drops. */
export const createDropAnnouncer = ({ drops, holds, hub, clock, log, findShow }: AnnounceDeps) => {
  const waiting = new Map<string, NodeJS.Timeout>();

  const announceStock = async (dropId: string): Promise<void> => {
    const drop = await drops.find(dropId);
    const show = drop && (await findShow(drop.showId));
    if (!show) return;
    const stock = stockOf(drop, await holds.counters(dropId));
    const status = statusOf(drop, stock, dropTimes(drop, show), clock.now());
    await hub.publish(drop.showId, "drop:stock", { dropId, status, stock });
  };

  return {
    /** The drop's units moved. Returns at once; viewers hear of the newest state within a tenth of a second. */
    stockMoved(dropId: string): void {
      if (waiting.has(dropId)) return;
      const timer = setTimeout(() => {
        waiting.delete(dropId);
        announceStock(dropId).catch((error: unknown) => {
          // Whoever acts on stale numbers is still decided by Redis; the next move tells them anew.
          log.warn({ err: error, dropId }, "stock could not be announced");
        });
      }, STOCK_EVERY_MS);
      waiting.set(dropId, timer);
    },

    /** The drop was created, opened, closed or settled, or its times are others now. */
    async changed(dropId: string): Promise<void> {
      const drop = await drops.find(dropId);
      const show = drop && (await findShow(drop.showId));
      if (!show) return;
      await hub.publish(
        drop.showId,
        "drop:changed",
        toDrop(drop, show, await holds.counters(dropId), clock.now()),
      );
    },

    close(): void {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
};
