import type { CartRecord, CartStore } from "../carts/carts.store.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { Clock } from "../kit/clock.ts";
import { type Db, type DbSession, inTransaction } from "../kit/mongo.ts";
import { together } from "../kit/together.ts";
import type { InTurn } from "../kit/turns.ts";
import { dropLinesOf, shelfLinesOf } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { StockStore } from "../stock/stock.store.ts";
import { turnsOfOrder, unitsByPool, unitsOfLine } from "./order-units.ts";

interface RecordPaidDeps {
  db: Db;
  orders: Pick<OrderStore, "pay">;
  drops: Pick<DropStore, "commit">;
  stock: Pick<StockStore, "commit">;
  carts: Pick<CartStore, "take">;
  inTurn: InTurn;
  clock: Clock;
  /** What payments set going beside the sale itself. */
  beginOrders(paid: readonly OrderRecord[], session: DbSession): Promise<void>;
}

/** A paid order, and its buyer's cart if something left it. */
export interface Paid {
  paid: OrderRecord;
  cart: CartRecord | null;
}

/**
 * Writes down that an order is paid and its units are sold. What is paid at once is written together.
 * @returns null for an order that was paid before, or may not be any more
 */
export const createRecordPaid = ({
  db,
  orders,
  drops,
  stock,
  carts,
  inTurn,
  clock,
  beginOrders,
}: RecordPaidDeps): ((order: OrderRecord) => Promise<Paid | null>) =>
  together((all: readonly OrderRecord[]) =>
    inTurn([...new Set(all.flatMap(turnsOfOrder))], () =>
      inTransaction(db, async (session) => {
        const ids = all.map(({ id }) => id);
        const moved = await orders.pay([...new Set(ids)], new Date(clock.now()), session);
        if (moved.length === 0) return all.map(() => null);
        for (const { dropId, variantId, quantity } of unitsByPool(moved.flatMap(dropLinesOf)))
          await drops.commit(dropId, variantId, quantity, session);
        const sold = moved.flatMap((order) => order.lines.map((line) => unitsOfLine(order, line)));
        await stock.commit(sold, session);
        const known = new Map<string, Paid>();
        for (const paid of moved) {
          // What was bought left the cart already when it was authorised.
          const bought = paid.authorisedAt ? [] : shelfLinesOf(paid);
          known.set(paid.id, { paid, cart: await carts.take(paid.buyerId, paid.shopId, bought, session) });
        }
        await beginOrders(moved, session);
        // Two may bring the same news: the first of them tells of it.
        return ids.map((id, i) => (ids.indexOf(id) === i ? (known.get(id) ?? null) : null));
      }),
    ),
  );
