import { type DropAccount, DropNotCounted, type HoldStore, type StoredHold } from "../holds/hold.store.ts";
import type { Logger } from "../kit/logger.ts";
import type { OrderRecord, OrderStore } from "../orders/orders.store.ts";
import type { DropRecord, DropStore } from "./drops.store.ts";

interface RecountDeps {
  drops: DropStore;
  orders: OrderStore;
  holds: HoldStore;
  log: Logger;
  /** Told of holds that ended because the record left no unit for them. */
  onHoldsLost(drop: DropRecord, lost: StoredHold[]): void;
}

/** Times to read again when the drop keeps changing while the record is read. */
const TRIES = 20;

const holdStatusOf = (order: OrderRecord): StoredHold["status"] => {
  switch (order.status) {
    case "pending_payment":
    case "expiring":
      return "paying";
    // A refund does not put the unit back on sale by itself.
    case "paid":
    case "refunded":
      return order.paidAt ? "committed" : "expired";
    case "cancelled":
      return "expired";
  }
};

const accountOf = (drop: DropRecord, orders: OrderRecord[]): DropAccount => ({
  allocated: drop.allocated,
  closed: drop.closedAt !== null,
  perCustomer: drop.perCustomer,
  holdMs: drop.holdSeconds * 1000,
  holds: orders.map((order) => ({
    id: order.holdId,
    user: order.buyerId,
    quantity: order.quantity,
    status: holdStatusOf(order),
    expiresAt: order.expiresAt.getTime(),
  })),
});

export type Recount = ReturnType<typeof createRecount>;

/**
 * Counts a drop in Redis anew from the record. Redis only admits; what is reserved and sold stands in MongoDB, so
 * Redis may lose everything: holds without an order are gone then, and no unit is promised twice.
 */
export const createRecount = ({ drops, orders, holds, log, onHoldsLost }: RecountDeps) => {
  const running = new Map<string, Promise<void>>();

  const count = async (dropId: string): Promise<void> => {
    for (let tries = 0; tries < TRIES; tries++) {
      // Read before the record: whatever changes Redis from here on makes this count void.
      const revision = await holds.revision(dropId);
      const drop = await drops.find(dropId);
      if (!drop) return;
      const lost = await holds.recount(dropId, revision, accountOf(drop, await orders.ofDrop(dropId)));
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
