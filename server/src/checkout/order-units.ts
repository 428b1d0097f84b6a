import type { OrderLine } from "@showdrop/shared";
import { turnOfUnits } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { LineUnits } from "../stock/stock.store.ts";

/** A line's units, as the ledger knows them. */
export const unitsOfLine = (
  order: Pick<OrderRecord, "id">,
  { id, variantId, quantity }: Pick<OrderLine, "id" | "variantId" | "quantity">,
): LineUnits => ({ variantId, quantity, orderId: order.id, lineId: id });

/** Units of drops, added up over lines: how many of each variant of each drop. */
export const unitsByPool = (
  lines: readonly (Pick<OrderLine, "variantId" | "quantity"> & { source: { dropId: string } })[],
): { dropId: string; variantId: string; quantity: number }[] => {
  const pools = Map.groupBy(lines, ({ source, variantId }) => `${source.dropId} ${variantId}`);
  return [...pools.values()].flatMap((all) => {
    const [first] = all;
    const quantity = all.reduce((sum, line) => sum + line.quantity, 0);
    return first ? [{ dropId: first.source.dropId, variantId: first.variantId, quantity }] : [];
  });
};

/** Where an order is settled: two may bring the same news of it at once, and others have units where its units are. */
export const turnsOfOrder = (order: OrderRecord): string[] => [
  `order:${order.id}`,
  ...new Set(order.lines.map(turnOfUnits)),
];
