import { type Hold, ok, type Result, refuse } from "@showdrop/shared";
import { endOrder } from "../checkout/end-order.ts";
import type { SettleDeps } from "../checkout/settle-order.ts";
import type { DropRecord } from "../drops/drop.schema.ts";
import { dropLinesOf, holdIdsOf } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { toHold } from "./hold-view.ts";

/** Gives back a hold that has an order: its payment is cancelled first. The order's other holds live on. */
const releaseOrder = async (
  deps: SettleDeps,
  drop: DropRecord,
  order: OrderRecord,
  holdId: string,
): Promise<Result<Hold>> => {
  if (order.status === "cancelled") return refuse("HOLD_ENDED");
  // The buyer has paid as far as they can; from here on it is the shop that lets go.
  if (order.status === "authorised") return refuse("ORDER_ALREADY_PAID");
  await deps.orders.letGo(
    order.id,
    holdIdsOf(order).filter((id) => id !== holdId),
  );
  const ended = await endOrder(deps, order, "released");
  switch (ended.status) {
    case "cancelled": {
      const hold = await deps.recount.counted(drop.id, () => deps.holds.find(drop.id, holdId));
      return hold ? ok(toHold(hold, drop, order.id)) : refuse("HOLD_ENDED");
    }
    case "authorised":
    case "paid":
    case "partly_refunded":
    case "refunded":
      return refuse("ORDER_ALREADY_PAID");
    case "expiring":
    case "pending_payment":
      return refuse("PAYMENT_UNAVAILABLE");
  }
};

/** The owner gives the units back. */
export const releaseHold = async (
  deps: SettleDeps,
  holdId: string,
  userId: string,
): Promise<Result<Hold>> => {
  const { drops, holds, orders, recount, tell } = deps;
  const order = await orders.findByHold(holdId);
  const line = order && dropLinesOf(order).find(({ source }) => source.holdId === holdId);
  const dropId = line?.source.dropId ?? (await holds.dropOf(holdId));
  const drop = dropId && (await drops.find(dropId));
  if (!drop) return refuse("NOT_FOUND");
  // A stranger's hold answers like a missing one, so that ids cannot be probed.
  if (order) return order.buyerId === userId ? releaseOrder(deps, drop, order, holdId) : refuse("NOT_FOUND");

  const hold = await recount.counted(drop.id, () => holds.find(drop.id, holdId));
  if (hold?.user !== userId) return refuse("NOT_FOUND");
  // One that is being paid and has no order may be about to get one, unless the order that let it go stands for it again.
  const freed = hold.status === "paying" && (await orders.standAgain(holdId));
  const result = await holds.end(drop.id, holdId, "released", freed ? ["active", "paying"] : ["active"]);
  if (!result?.ended) return refuse("HOLD_ENDED");
  tell.holdChanged(result.hold, drop, null);
  return ok(toHold(result.hold, drop, null));
};
