import { type Address, type Checkout, multiply, type Order, ok, type Result, refuse } from "@showdrop/shared";
import type { DropRecord } from "../drops/drops.store.ts";
import type { StoredHold } from "../holds/hold.store.ts";
import { inTransaction } from "../kit/mongo.ts";
import type { OrderRecord } from "../orders/orders.store.ts";
import { PaymentsUnavailable } from "../payments/payments.ts";
import type { EndOrderDeps } from "./end-order.ts";
import { openPayment } from "./open-payment.ts";

export interface OpenCheckoutDeps extends EndOrderDeps {
  viewOrder(order: OrderRecord): Promise<Order>;
}

interface Buyer {
  id: string;
  email: string;
}

/** Writes the order and sets its units aside in the record. Null when the record has too few left. */
const writeOrder = async (
  { db, drops, orders, clock }: OpenCheckoutDeps,
  drop: DropRecord,
  hold: StoredHold,
  address: Address,
): Promise<OrderRecord | null> => {
  const subtotal = multiply(drop.price, hold.quantity);
  const shipping = { amount: 0, currency: drop.price.currency };
  try {
    return await inTransaction(db, async (session) => {
      if (!(await drops.reserve(drop.id, hold.quantity, session))) return null;
      return orders.create(
        {
          shopId: drop.shopId,
          showId: drop.showId,
          dropId: drop.id,
          holdId: hold.id,
          buyerId: hold.user,
          items: [
            {
              productId: drop.productId,
              variantId: drop.variantId,
              title: drop.title,
              variantName: drop.variantName,
              imageUrl: drop.imageUrl,
              quantity: hold.quantity,
              unitPrice: drop.price,
            },
          ],
          quantity: hold.quantity,
          subtotal,
          shipping,
          total: { amount: subtotal.amount + shipping.amount, currency: subtotal.currency },
          address,
          createdAt: new Date(clock.now()),
          expiresAt: new Date(hold.expiresAt),
        },
        session,
      );
    });
  } catch (error) {
    // Two checkouts of one hold at once: the other one wrote it.
    const other = orders.isSecondOrder(error) ? await orders.findByHold(hold.id) : null;
    if (!other) throw error;
    return other;
  }
};

/** Gets the order's payment and hands its secret to the buyer. */
const handOut = async (
  deps: OpenCheckoutDeps,
  order: OrderRecord,
  buyer: Buyer,
): Promise<Result<Checkout>> => {
  try {
    const payment = await openPayment(deps, order, buyer.email);
    return ok({ order: await deps.viewOrder(order), clientSecret: payment.clientSecret });
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    deps.log.warn({ err: error, orderId: order.id }, "no payment could be opened");
    return refuse("PAYMENT_UNAVAILABLE", { retryAfter: error.retryAfter });
  }
};

/** The same order again, perhaps with another address. */
const resume = async (
  deps: OpenCheckoutDeps,
  order: OrderRecord,
  buyer: Buyer,
  address: Address,
): Promise<Result<Checkout>> => {
  switch (order.status) {
    case "pending_payment":
      await deps.orders.setAddress(order.id, address);
      return handOut(deps, { ...order, address }, buyer);
    case "paid":
      return refuse("ORDER_ALREADY_PAID");
    case "expiring":
    case "cancelled":
      return refuse("HOLD_EXPIRED");
    case "refunded":
      return refuse("ORDER_NOT_PAYABLE");
  }
};

/** Turns a hold into an order to pay. Again gives the same order and the same payment. */
export const openCheckout = async (
  deps: OpenCheckoutDeps,
  holdId: string,
  buyer: Buyer,
  address: Address,
): Promise<Result<Checkout>> => {
  const { drops, holds, orders, recount, tell } = deps;
  const existing = await orders.findByHold(holdId);
  // A stranger's hold answers like a missing one, so that ids cannot be probed.
  if (existing)
    return existing.buyerId === buyer.id ? resume(deps, existing, buyer, address) : refuse("NOT_FOUND");

  const dropId = await holds.dropOf(holdId);
  const drop = dropId && (await drops.find(dropId));
  if (!drop) return refuse("NOT_FOUND");
  const hold = await recount.counted(drop.id, () => holds.beginPaying(drop.id, holdId, buyer.id));
  if (hold === null) return refuse("NOT_FOUND");
  if (hold === "expired" || hold.status === "expired" || hold.status === "quarantined")
    return refuse("HOLD_EXPIRED");
  if (hold.status !== "paying") return refuse("HOLD_ENDED");

  const order = await writeOrder(deps, drop, hold, address);
  if (!order) {
    // Redis had promised more than the record has left (it lost writes): the record wins, and Redis is counted anew.
    const ended = await holds.end(drop.id, hold.id, "expired", ["paying"]);
    if (ended) tell.holdChanged(ended.hold, drop, null);
    await recount.recount(drop.id);
    return refuse("HOLD_EXPIRED");
  }
  if (order.status !== "pending_payment") return resume(deps, order, buyer, address);
  tell.holdChanged(hold, drop, order.id);
  return handOut(deps, order, buyer);
};
