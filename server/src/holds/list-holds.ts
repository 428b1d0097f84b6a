import type { Hold } from "@showdrop/shared";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { OrderRecord, OrderStore } from "../orders/orders.store.ts";
import type { HoldStore } from "./hold.store.ts";
import { toHold } from "./hold-view.ts";

interface ListHoldsDeps {
  drops: DropStore;
  holds: HoldStore;
  orders: OrderStore;
  recount: Recount;
}

/** A bought hold counts against the drop's limit for good, refunded or not. */
const bought = ({ holdId, dropId, showId, quantity, expiresAt, id }: OrderRecord): Hold => ({
  id: holdId,
  dropId,
  showId,
  quantity,
  status: "committed",
  expiresAt: expiresAt.toISOString(),
  orderId: id,
});

/** What a person has in a show: holds that have not ended, and those they bought. */
export const createListHolds =
  ({ drops, holds, orders, recount }: ListHoldsDeps) =>
  async (showId: string, userId: string): Promise<Hold[]> => {
    const running = (await drops.ofShow(showId)).filter((drop) => !drop.settled);
    const found = await Promise.all(
      running.map(async (drop) => {
        const mine = await recount.counted(drop.id, () => holds.ofUser(drop.id, userId));
        return Promise.all(
          mine.map(async (hold) => {
            const order = hold.status === "active" ? null : await orders.findByHold(hold.id);
            return toHold(hold, drop, order?.id ?? null);
          }),
        );
      }),
    );
    // Read last, so that what was paid for meanwhile is among these, and only among these.
    const mine = (await orders.boughtIn(showId, userId)).map(bought);
    const paidFor = new Set(mine.map(({ id }) => id));
    return [...found.flat().filter(({ id }) => !paidFor.has(id)), ...mine];
  };
