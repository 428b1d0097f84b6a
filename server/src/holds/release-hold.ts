import { type Hold, ok, type Result, refuse } from "@showdrop/shared";
import { type EndOrderDeps, endOrder } from "../checkout/end-order.ts";
import type { DropRecord } from "../drops/drops.store.ts";
import type { OrderRecord } from "../orders/orders.store.ts";
import { toHold } from "./hold-view.ts";

/** Gives back a hold that has an order: its payment is cancelled first. */
const releaseOrder = async (
  deps: EndOrderDeps,
  drop: DropRecord,
  order: OrderRecord,
): Promise<Result<Hold>> => {
  if (order.status === "cancelled") return refuse("HOLD_ENDED");
  const ended = await endOrder(deps, order, "released");
  switch (ended.status) {
    case "cancelled": {
      const hold = await deps.recount.counted(drop.id, () => deps.holds.find(drop.id, order.holdId));
      return hold ? ok(toHold(hold, drop, order.id)) : refuse("HOLD_ENDED");
    }
    case "paid":
    case "refunded":
      return refuse("ORDER_ALREADY_PAID");
    case "expiring":
    case "pending_payment":
      return refuse("PAYMENT_UNAVAILABLE");
  }
};

/** The owner gives the units back. */
export const releaseHold = async (
  deps: EndOrderDeps,
  holdId: string,
  userId: string,
): Promise<Result<Hold>> => {
  const { drops, holds, orders, recount, tell } = deps;
  const order = await orders.findByHold(holdId);
  const dropId = order?.dropId ?? (await holds.dropOf(holdId));
  const drop = dropId && (await drops.find(dropId));
  if (!drop) return refuse("NOT_FOUND");
  // A stranger's hold answers like a missing one, so that ids cannot be probed.
  if (order) return order.buyerId === userId ? releaseOrder(deps, drop, order) : refuse("NOT_FOUND");

  const hold = await recount.counted(drop.id, () => holds.find(drop.id, holdId));
  if (hold?.user !== userId) return refuse("NOT_FOUND");
  const result = await holds.end(drop.id, holdId, "released", ["active"]);
  if (!result?.ended) return refuse("HOLD_ENDED");
  tell.holdChanged(result.hold, drop, null);
  return ok(toHold(result.hold, drop, null));
};
