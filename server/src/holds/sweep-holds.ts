import type { SettleDeps } from "../checkout/settle-order.ts";
import type { DropRecord } from "../drops/drop.schema.ts";
import type { StoredHold } from "./hold.store.ts";

/**
 * Milliseconds after which a hold that is being paid but has no order is given up: its checkout was cut off between
 * Redis and the record. Far beyond any transaction's own time limit.
 */
const ORPHAN_AFTER_MS = 15_000;

/** A hold that is due while being paid or set aside: brings it in line with its order, if that has been decided. */
const sweepUndecided = async (deps: SettleDeps, drop: DropRecord, hold: StoredHold): Promise<void> => {
  const { holds, orders, tell, clock } = deps;
  const order = await orders.findByHold(hold.id);
  switch (order?.status) {
    case undefined: {
      if (clock.now() < hold.expiresAt + ORPHAN_AFTER_MS) return;
      const result = await holds.end(drop.id, hold.id, "expired", ["paying", "quarantined"]);
      if (result?.ended) tell.holdChanged(result.hold, drop, null);
      return;
    }
    case "paid":
    case "partly_refunded":
    case "refunded":
      await holds.commit(drop.id, hold.id);
      return;
    case "cancelled": {
      const result = await holds.end(drop.id, hold.id, "expired", ["paying", "quarantined"]);
      if (result?.ended) tell.holdChanged(result.hold, drop, order?.id ?? null);
      return;
    }
    // Nobody can pay it any more, and it has until its authorisation ends.
    case "authorised":
    // Overdue orders have a sweep of their own, which asks the payment provider.
    case "pending_payment":
    case "expiring":
      return;
  }
};

/** Ends a drop's holds whose time is over. Any number of servers may do it at once: each hold ends once. */
export const sweepHolds = async (deps: SettleDeps, drop: DropRecord): Promise<void> => {
  const { expired, undecided } = await deps.recount.counted(drop.id, () => deps.holds.expireDue(drop.id));
  for (const hold of expired) deps.tell.holdChanged(hold, drop, null);
  for (const hold of undecided) await sweepUndecided(deps, drop, hold);
};
