import { type DrawStartDeps, drawStart } from "../line/draw-start.ts";
import { type CloseDropDeps, closeDrop } from "./close-drop.ts";
import type { DropRecord } from "./drop.schema.ts";
import { dropTimes, hasClosed, hasOpened, seenFrom } from "./drop-clock.ts";
import type { ShowOfSales } from "./drops.edge.ts";

export interface AttendDeps extends CloseDropDeps, DrawStartDeps {
  findShow(id: string): Promise<ShowOfSales | null>;
}

/**
 * Does what a drop's clock asks for now: opens it (draws its order, where it starts by lot), tells of times that its show
 * has moved, closes it. Any number of servers may do it at once: each step happens once.
 * @param show read after `now`
 * @returns when it asks for something next, in milliseconds since 1970; null: not by itself
 */
export const attendDrop = async (
  deps: AttendDeps,
  drop: DropRecord,
  show: ShowOfSales | null,
  now: number,
): Promise<number | null> => {
  const { drops, announcer } = deps;
  if (drop.closedAt) return null;
  // Left open by a server that died while it ended the show, or created in the moment in which it ended.
  if (show?.status === "ended" || show?.status === "cancelled") {
    await closeDrop(deps, drop, null);
    return null;
  }
  if (show?.status !== "live" && show?.status !== "paused") return null;
  const times = dropTimes(drop, show);
  // The show was read after `now`: had it been paused by then, its clock would stand still before the closing.
  if (hasClosed(times, now)) {
    await closeDrop(deps, drop, null);
    return null;
  }
  const due = hasOpened(times, now);
  const drawn = due && (await drawStart(deps, drop));
  const opened = due && !drop.announced && (await drops.markAnnounced(drop.id));
  // Paused or resumed, the show changed its drops' times.
  const shifted = drop.turn < show.turn && (await drops.markTurn(drop.id, show.turn));
  if (drawn || opened || shifted) await announcer.changed(drop.id);
  if (times.pausedAt !== null && seenFrom(times, now) < now) return null;
  return due ? times.closesAt : times.opensAt;
};

/** The same for a drop whose moment a timer waited for, or somebody made now. */
export const createAttend =
  (deps: AttendDeps) =>
  async (dropId: string): Promise<void> => {
    const now = deps.clock.now();
    const drop = await deps.drops.find(dropId);
    if (drop) await attendDrop(deps, drop, await deps.findShow(drop.showId), now);
  };
