import type { Order, PickLine } from "@showdrop/shared";
import type { OrderRecord } from "../orders/order-record.ts";
import { type DeskDeps, standing } from "./desk.ts";
import { countUnits } from "./units.ts";

export interface ReadPackingDeps extends Pick<DeskDeps, "shipments" | "refunds" | "returns"> {
  /** A shop's paid orders among these, with the others that travel in the same parcels, the oldest first. */
  toPack(orderIds: readonly string[], shopId: string): Promise<OrderRecord[]>;
  viewOrders(records: OrderRecord[]): Promise<Order[]>;
}

/**
 * What to take from the shelf for some orders, and the orders with what is still to be put into their parcels: lines of
 * which nothing is left to send are left out, and orders of which nothing is left as a whole.
 */
export const readPacking = async (
  deps: ReadPackingDeps,
  { orderIds, shopId }: { orderIds: readonly string[]; shopId: string },
): Promise<{ picks: PickLine[]; orders: Order[] }> => {
  const records = await deps.toPack(orderIds, shopId);
  const ids = records.map(({ id }) => id);
  const [shipments, refunds, returns] = await Promise.all([
    deps.shipments.ofMany(ids),
    deps.refunds.ofMany(ids),
    deps.returns.ofMany(ids),
  ]);
  const picks = new Map<string, PickLine>();
  const unsent: OrderRecord[] = [];
  for (const order of records) {
    const states = countUnits(order.lines, {
      shipments: shipments.get(order.id) ?? [],
      refunds: standing(refunds.get(order.id) ?? []),
      returns: returns.get(order.id) ?? [],
    });
    const lines = order.lines.flatMap((line) => {
      const state = states.find(({ lineId }) => lineId === line.id);
      const quantity = state ? state.open + state.packed : 0;
      if (state && state.open > 0) {
        const { variantId, title, variantName, imageUrl } = line;
        const pick = picks.get(variantId) ?? {
          ...{ variantId, title, variantName, imageUrl, quantity: 0, orderNumbers: [] },
        };
        picks.set(variantId, {
          ...pick,
          quantity: pick.quantity + state.open,
          orderNumbers: [...new Set([...pick.orderNumbers, order.number])],
        });
      }
      return quantity > 0 ? [{ ...line, quantity }] : [];
    });
    if (lines.length > 0) unsent.push({ ...order, lines });
  }
  const inOrder = [...picks.values()].sort(
    (a, b) => a.title.localeCompare(b.title) || a.variantName.localeCompare(b.variantName),
  );
  return { picks: inOrder, orders: await deps.viewOrders(unsent) };
};
