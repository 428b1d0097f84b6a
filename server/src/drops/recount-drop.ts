import { type DropAccount, DropNotCounted, type HoldStore, type StoredHold } from "../holds/hold.store.ts";
import { newEntrantId } from "../kit/draw.ts";
import type { Logger } from "../kit/logger.ts";
import type { PlaceRecord, PlaceStore } from "../line/places.store.ts";
import { dropLinesOf, holdIdsOf, standsFor } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { DropRecord } from "./drop.schema.ts";
import { ordersFor } from "./drop-orders.ts";
import type { DropStore } from "./drops.store.ts";
import type { ReceiptStore } from "./receipts.store.ts";
import type { WriteLog } from "./write-log.ts";

interface RecountDeps {
  drops: DropStore;
  orders: OrderStore;
  holds: HoldStore;
  receipts: ReceiptStore;
  places: PlaceStore;
  writeLog: WriteLog;
  log: Logger;
  /** Told of holds that ended because the record left no unit for them. */
  onHoldsLost(drop: DropRecord, lost: StoredHold[]): void;
}

/** Times to read again when the drop keeps changing while the record is read. */
const TRIES = 20;

const holdStatusOf = (order: OrderRecord): StoredHold["status"] => {
  switch (order.status) {
    case "pending_payment":
    case "authorised":
    case "expiring":
      return "paying";
    // A refund does not put the unit back on sale by itself.
    case "paid":
    case "partly_refunded":
    case "refunded":
      return order.paidAt ? "committed" : "expired";
    case "cancelled":
      return "expired";
  }
};

/** The holds that an order stands for; what the log knows them by may be lost with Redis, and they go on under new numbers. */
const holdsOf = (
  drop: DropRecord,
  order: OrderRecord,
  known: ReadonlyMap<string, { entry: string; offered: boolean }>,
): StoredHold[] =>
  dropLinesOf(order)
    .filter(({ source }) => source.dropId === drop.id && standsFor(order, source.holdId))
    .map(({ source: { holdId }, variantId, quantity }) => ({
      id: holdId,
      user: order.buyerId,
      variant: variantId,
      quantity,
      status: holdStatusOf(order),
      expiresAt: order.expiresAt.getTime(),
      entry: known.get(holdId)?.entry ?? newEntrantId(),
      offered: known.get(holdId)?.offered ?? false,
    }));

/**
 * Everybody who has a place. Whose offer is neither an order nor a running hold any more lost it with Redis: the script
 * puts them back where they stood, and with that they are served first.
 */
const waitersOf = (drop: DropRecord, places: readonly PlaceRecord[]) =>
  drop.closedAt ? [] : places.map(({ dropId: _, state: __, ...waiter }) => waiter);

const fairnessOf = ({ fairStart }: DropRecord): DropAccount["fair"] => {
  if (!fairStart) return "";
  return fairStart.drawnAt ? "drawn" : "lobby";
};

export type Recount = ReturnType<typeof createRecount>;

/**
 * Counts a drop in Redis anew from the record. Redis only admits; what is reserved and sold stands in MongoDB, so
 * Redis may lose everything: holds without an order are gone then, and no unit is promised twice. Places in line are in the
 * record, and nobody loses theirs.
 */
export const createRecount = ({
  drops,
  orders,
  holds,
  receipts,
  places,
  writeLog,
  log,
  onHoldsLost,
}: RecountDeps) => {
  const running = new Map<string, Promise<void>>();

  const accountOf = async (drop: DropRecord): Promise<DropAccount> => {
    const ofDrop = await orders.ofDrop(drop.id);
    const [known, standing, last] = await Promise.all([
      receipts.ofHolds(ofDrop.flatMap(holdIdsOf)),
      places.ofDrop(drop.id),
      receipts.last(drop.id),
    ]);
    return {
      ...ordersFor(drop),
      fair: fairnessOf(drop),
      perCustomer: drop.perCustomer,
      holdMs: drop.holdSeconds * 1000,
      holds: ofDrop.flatMap((order) => holdsOf(drop, order, known)),
      waiters: waitersOf(drop, standing),
      seq: last?.seq ?? 0,
      number: await places.lastNumber(drop.id),
    };
  };

  const count = async (dropId: string): Promise<void> => {
    for (let tries = 0; tries < TRIES; tries++) {
      // Read before the record: whatever changes Redis from here on makes this count void.
      const revision = await holds.revision(dropId);
      // What Redis still knows of the line must be in the record before the line is made from it.
      await writeLog(dropId);
      const drop = await drops.find(dropId);
      if (!drop) return;
      const lost = await holds.recount(dropId, revision, await accountOf(drop));
      if (!lost) continue;
      log.info({ dropId, lost: lost.length }, "drop counted from the record");
      if (lost.length > 0) onHoldsLost(drop, lost);
      return;
    }
    log.warn({ dropId }, "drop changes too fast to be counted; trying again later");
  };

  /** Counts one drop; callers that come meanwhile wait for the same count. */
  const recount = async (dropId: string): Promise<void> => {
    const started = running.get(dropId) ?? count(dropId).finally(() => running.delete(dropId));
    running.set(dropId, started);
    await started;
  };

  return {
    recount,
    /** Does `work`; when Redis turns out not to know the drop, counts it and does `work` once more. */
    async counted<T>(dropId: string, work: () => Promise<T>): Promise<T> {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof DropNotCounted)) throw error;
        await recount(dropId);
        return work();
      }
    },
  };
};
