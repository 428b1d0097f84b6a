import type { Hold } from "@showdrop/shared";
import type { DropStore } from "../drops/drops.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { HoldStore } from "./hold.store.ts";
import { toHold } from "./hold-view.ts";

interface ListHoldsDeps {
  drops: DropStore;
  holds: HoldStore;
  orders: OrderStore;
  recount: Recount;
}

/** A person's holds in a show that have not ended. */
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
    return found.flat();
  };
