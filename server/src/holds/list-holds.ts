import type { Hold } from "@showdrop/shared";
import type { DropStore } from "../drops/drops.store.ts";
import type { ReceiptStore } from "../drops/receipts.store.ts";
import type { Recount } from "../drops/recount-drop.ts";
import { newEntrantId } from "../kit/draw.ts";
import { dropLinesOf, holdIdsOf } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { HoldStore } from "./hold.store.ts";
import { toHold } from "./hold-view.ts";

interface ListHoldsDeps {
  drops: DropStore;
  holds: HoldStore;
  orders: OrderStore;
  receipts: ReceiptStore;
  recount: Recount;
}

/** A bought hold counts against the drop's limit for good, refunded or not. */
const boughtIn = (
  showId: string,
  order: OrderRecord,
  known: ReadonlyMap<string, { entry: string; offered: boolean }>,
): Hold[] =>
  dropLinesOf(order)
    .filter(({ source }) => source.showId === showId)
    .map(({ source: { holdId, dropId }, variantId, quantity }) => ({
      ...{ id: holdId, dropId, variantId, showId, quantity },
      status: "committed",
      offered: known.get(holdId)?.offered ?? false,
      entry: known.get(holdId)?.entry ?? newEntrantId(),
      expiresAt: order.expiresAt.toISOString(),
      orderId: order.id,
    }));

/** What a person has in a show: holds that have not ended, and those they bought. */
export const createListHolds =
  ({ drops, holds, orders, receipts, recount }: ListHoldsDeps) =>
  async (showId: string, userId: string): Promise<Hold[]> => {
    const all = await drops.ofShow(showId);
    const running = all.filter((drop) => !drop.settled);
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
    const dropIds = all.map(({ id }) => id);
    const paid = await orders.boughtOf(dropIds, userId);
    const known = await receipts.ofHolds(paid.flatMap(holdIdsOf));
    const mine = paid.flatMap((order) => boughtIn(showId, order, known));
    const paidFor = new Set(mine.map(({ id }) => id));
    return [...found.flat().filter(({ id }) => !paidFor.has(id)), ...mine];
  };
