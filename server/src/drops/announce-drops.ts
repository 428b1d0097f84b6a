import type { DropStatus } from "@showdrop/shared";
import type { SayLine } from "../chat/say-line.ts";
import type { HoldStore } from "../holds/hold.store.ts";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import type { DropRecord } from "./drop.schema.ts";
import type { ShowClock } from "./drop-clock.ts";
import { countersOf, toDrop, unitsOf } from "./drop-view.ts";
import type { DropStore } from "./drops.store.ts";
import type { WriteLog } from "./write-log.ts";

/** Milliseconds between two stock events of a drop: smooth to the eye, and a rush costs ten events a second, not hundreds. */
const STOCK_EVERY_MS = 100;

interface AnnounceDeps {
  drops: DropStore;
  holds: HoldStore;
  writeLog: WriteLog;
  hub: Hub;
  clock: Clock;
  log: Logger;
  findShow(id: string): Promise<ShowClock | null>;
  sayLine: SayLine;
}

export type DropAnnouncer = ReturnType<typeof createDropAnnouncer>;

/** Tells a show's viewers about its drops. */
export const createDropAnnouncer = (deps: AnnounceDeps) => {
  const { drops, holds, writeLog, hub, clock, log, findShow, sayLine } = deps;
  const waiting = new Map<string, NodeJS.Timeout>();
  /** The chat hears of a drop when it opens and when its last unit is sold, once each. */
  const tellChat = async ({ id, showId, title }: DropRecord, status: DropStatus): Promise<void> => {
    if (status === "open") await sayLine(`opened:${id}`, { what: "drop_opened", showId, title });
    if (status === "sold_out") await sayLine(`sold_out:${id}`, { what: "drop_sold_out", showId, title });
  };

  const announceStock = async (dropId: string): Promise<void> => {
    const drop = await drops.find(dropId);
    const show = drop && (await findShow(drop.showId));
    if (!show) return;
    const units = unitsOf(drop, show, await countersOf(holds, drop), clock.now());
    await hub.publish(drop.showId, "drop:stock", units);
    if (units.status === "sold_out") await tellChat(drop, units.status);
    await writeLog(dropId);
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

    /** The drop was created, opened, paused, restocked, drawn, closed or settled, or its times are others now. */
    async changed(dropId: string): Promise<void> {
      const drop = await drops.find(dropId);
      const show = drop && (await findShow(drop.showId));
      if (!show) return;
      const view = toDrop(drop, show, await countersOf(holds, drop), clock.now());
      await hub.publish(drop.showId, "drop:changed", view);
      await tellChat(drop, view.status);
    },

    close(): void {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
};
