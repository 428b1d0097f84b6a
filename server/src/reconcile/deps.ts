import type { DropStore } from "../drops/drops.store.ts";
import type { HoldStore } from "../holds/hold.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { OrderStore } from "../orders/orders.store.ts";
import type { StockStore } from "../stock/stock.store.ts";
import type { ReconcileDeps } from "./reconcile.ts";

/** Where the numbers come from that are compared: the server's job and the command line ask the same. */
export const createReconcileDeps = ({
  clock,
  stock,
  drops,
  orders,
  holds,
}: {
  clock: Clock;
  stock: StockStore;
  drops: DropStore;
  orders: OrderStore;
  holds: HoldStore;
}): ReconcileDeps => ({
  clock,
  ledgerSums: stock.sums,
  dropAccounts: drops.accounts,
  orderAccounts: orders.accounts,
  counted: async (rows) => {
    const found = await Promise.all(
      rows.map(async ({ dropId, variantId, settled }) => {
        if (settled) return [];
        const counters = (await holds.counters(dropId, [variantId]))?.get(variantId);
        if (!counters) return [];
        const { waiting: _, ...units } = counters;
        return [{ dropId, variantId, ...units }];
      }),
    );
    return found.flat();
  },
});
