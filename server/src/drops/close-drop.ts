import { ok, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import type { HoldStore } from "../holds/hold.store.ts";
import type { Clock } from "../kit/clock.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import type { DropAnnouncer } from "./announce-drops.ts";
import type { DropRecord } from "./drop.schema.ts";
import { ordersFor } from "./drop-orders.ts";
import { countersOf } from "./drop-view.ts";
import type { DropStore } from "./drops.store.ts";
import type { ReceiptStore } from "./receipts.store.ts";
import type { Recount } from "./recount-drop.ts";
import type { WriteLog } from "./write-log.ts";

export interface CloseDropDeps {
  db: Db;
  drops: DropStore;
  holds: HoldStore;
  receipts: ReceiptStore;
  writeLog: WriteLog;
  recount: Recount;
  announcer: DropAnnouncer;
  clock: Clock;
  giveBack(
    move: { variantId: string; quantity: number; dropId: string },
    session: DbSession,
  ): Promise<unknown>;
  audit(row: AuditRow, session: DbSession): Promise<void>;
}

/**
 * The last act of a closed drop, once every hold has ended: the unsold units return to the variants' stock.
 * @returns whether this call did it.
 */
export const settleDrop = async (deps: CloseDropDeps, drop: DropRecord): Promise<boolean> => {
  const { db, drops, holds, receipts, writeLog, recount, announcer, clock, giveBack } = deps;
  const counters = await recount.counted(drop.id, () => countersOf(holds, drop));
  if (!counters) return false;
  for (const { held, quarantined } of counters.values()) if (held + quarantined > 0) return false;
  // Nothing can happen to it any more: from here on its log is the record's.
  await writeLog(drop.id);
  // First, as nobody comes back for them once the drop is settled; should they be needed after all, they are counted anew.
  await holds.forget(drop.id);
  const settled = await inTransaction(db, async (session) => {
    const before = await drops.settle(drop.id, session);
    if (!before) return false;
    const unsold = before.pools
      .map(({ variantId, free, committed }) => ({ variantId, quantity: free, sold: committed }))
      .filter(({ quantity }) => quantity > 0);
    for (const { variantId, quantity } of unsold)
      await giveBack({ variantId, quantity, dropId: drop.id }, session);
    await receipts.addReturned(drop.id, unsold, new Date(clock.now()), session);
    return true;
  });
  if (!settled) return false;
  await announcer.changed(drop.id);
  return true;
};

/**
 * Ends a drop for new buyers. Holds live on; what they do not buy returns when the last of them has ended.
 * @param actorId null: the system, because its time is over or its show ended
 */
export const closeDrop = async (
  deps: CloseDropDeps,
  drop: DropRecord,
  actorId: string | null,
): Promise<Result<DropRecord>> => {
  const { db, drops, holds, recount, announcer, clock, audit } = deps;
  // The record first: should Redis fail now, the next count closes the drop there too.
  const closed = await inTransaction(db, async (session) => {
    const done = await drops.close(drop.id, new Date(clock.now()), session);
    if (done && actorId) {
      const subject = `drop:${drop.id}`;
      await audit({ actorId, action: "drop:close", subject, shopId: drop.shopId }, session);
    }
    return done;
  });
  if (!closed) return refuse("DROP_CLOSED");
  await recount.counted(drop.id, () => holds.follow(drop.id, ordersFor(closed)));
  if (!(await settleDrop(deps, closed))) await announcer.changed(drop.id);
  const now = await drops.find(drop.id);
  if (!now) throw new Error("the drop just closed is gone");
  return ok(now);
};

/** Closes every drop of a show, when it ends. */
export const closeDropsOfShow = async (deps: CloseDropDeps, showId: string): Promise<void> => {
  for (const drop of await deps.drops.ofShow(showId)) if (!drop.closedAt) await closeDrop(deps, drop, null);
};
