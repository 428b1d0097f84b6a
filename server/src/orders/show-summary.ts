import { type Currency, currencies, isOwing, type ShowSummary } from "@showdrop/shared";
import type { DropRecord } from "../drops/drop.schema.ts";
import type { OrderRecord } from "./order-record.ts";

/** What a show sold, counted from its paid orders. Refunded ones are counted neither as sold nor as revenue. */
export const summarize = (
  showId: string,
  drops: DropRecord[],
  orders: OrderRecord[],
  maySeeRevenue: boolean,
): ShowSummary => {
  const items = new Map<string, ShowSummary["items"][number]>();
  for (const drop of drops) {
    const { productId, title, imageUrl } = drop;
    for (const { variantId, variantName, quantity } of drop.pools) {
      const item = items.get(variantId) ?? {
        ...{ productId, variantId, title, variantName, imageUrl },
        ...{ sold: 0, allocated: 0 },
      };
      items.set(variantId, { ...item, allocated: item.allocated + quantity });
    }
  }
  const revenue = new Map<Currency, number>();
  const paid = orders.filter(({ status }) => isOwing(status));
  for (const order of paid) {
    for (const { variantId, quantity } of order.lines) {
      const item = items.get(variantId);
      if (item) items.set(variantId, { ...item, sold: item.sold + quantity });
    }
    const { amount, currency } = order.totals.total;
    revenue.set(currency, (revenue.get(currency) ?? 0) + amount - order.refunded);
  }
  return {
    showId,
    items: [...items.values()],
    orders: paid.length,
    revenue: maySeeRevenue
      ? currencies.flatMap((currency) => {
          const amount = revenue.get(currency);
          return amount === undefined ? [] : [{ amount, currency }];
        })
      : null,
  };
};
