import { ok, type Result, refuse } from "@showdrop/shared";
import type { HoldStore } from "../holds/hold.store.ts";
import type { Clock } from "../kit/clock.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import type { DropAnnouncer } from "./announce-drops.ts";
import type { DropRecord, DropStore } from "./drops.store.ts";
import type { Recount } from "./recount-drop.ts";

export interface CloseDropDeps {
  db: Db;
  drops: DropStore;
  holds: HoldStore;
  recount: Recount;
  announcer: DropAnnouncer;
  clock: Clock;
  giveBack(
    move: { variantId: string; quantity: number; dropId: string },
    session: DbSession,
  ): Promise<unknown>;
}

/**
 * The last act of a closed drop, once every hold has ended: the unsold units return to the variant's stock.
 * @returns whether this call did it.
 */
export const settleDrop = async (
  { db, drops, holds, recount, announcer, giveBack }: CloseDropDeps,
  drop: DropRecord,
): Promise<boolean> => {
  const counters = await recount.counted(drop.id, () => holds.counters(drop.id));
  if (!counters || counters.held + counters.quarantined > 0) return false;
  // First, as nobody comes back for them once the drop is settled; should they be needed after all, they are counted anew.
  await holds.forget(drop.id);
  const settled = await inTransaction(db, async (session) => {
    const unsold = await drops.settle(drop.id, session);
    if (unsold === null) return false;
    if (unsold > 0) await giveBack({ variantId: drop.variantId, quantity: unsold, dropId: drop.id }, session);
    return true;
  });
  if (!settled) return false;
  await announcer.changed(drop.id);
  return true;
};

/** Ends a drop for new buyers. Holds live on; what they do not buy returns when the last of them has ended. */
export const closeDrop = async (deps: CloseDropDeps, drop: DropRecord): Promise<Result<DropRecord>> => {
  const { drops, holds, recount, announcer, clock } = deps;
  // The record first: should Redis fail now, the next count closes the drop there too.
  if (!(await drops.close(drop.id, new Date(clock.now())))) return refuse("DROP_CLOSED");
  await recount.counted(drop.id, () => holds.close(drop.id));
  if (!(await settleDrop(deps, drop))) await announcer.changed(drop.id);
  const closed = await drops.find(drop.id);
  if (!closed) throw new Error("the drop just closed is gone");
  return ok(closed);
};

/** Closes every drop of a show, when it ends. */
export const closeDropsOfShow = async (deps: CloseDropDeps, showId: string): Promise<void> => {
  for (const drop of await deps.drops.ofShow(showId)) if (!drop.closedAt) await closeDrop(deps, drop);
};
