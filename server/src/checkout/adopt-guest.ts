import type { CartStore } from "../carts/carts.store.ts";
import type { DiscountStore } from "../discounts/discounts.store.ts";
import { inTransaction } from "../kit/mongo.ts";
import { withdrawOrder } from "./end-order.ts";
import type { SettleDeps } from "./settle-order.ts";

export interface AdoptGuestDeps extends Omit<SettleDeps, "carts"> {
  carts: CartStore;
  adoptCodes: DiscountStore["adopt"];
  forgetGuest(guestId: string): Promise<void>;
}

/**
 * Gives what a guest had to the account that they signed in to: their cart is put into the account's, their orders are
 * the account's, and the codes in them count for it. What they had begun to pay for is taken back: it would keep its last units from the merged cart.
 */
export const createAdoptGuest =
  ({ carts, adoptCodes, forgetGuest, ...deps }: AdoptGuestDeps) =>
  async (guestId: string, userId: string): Promise<void> => {
    const { db, orders, tell, log } = deps;
    for (const cart of await carts.merge(guestId, userId)) tell.cartChanged(cart);
    for (const order of await orders.pendingOf(guestId))
      try {
        await withdrawOrder({ ...deps, carts }, order);
      } catch (error) {
        log.warn({ err: error, orderId: order.id }, "a guest's order ends by itself");
      }
    await orders.adopt(guestId, userId);
    await inTransaction(db, (session) => adoptCodes(guestId, userId, session));
    await forgetGuest(guestId);
  };
