import type { Order, ShopCard } from "@showdrop/shared";
import type { OrderRecord } from "./order-record.ts";

export interface ViewOrderDeps {
  shopCards(ids: string[]): Promise<Map<string, ShopCard>>;
  people(ids: string[]): Promise<Map<string, { id: string; displayName: string }>>;
}

/** Orders as their buyer and the shop's owner and managers see them. */
export const createViewOrders =
  ({ shopCards, people }: ViewOrderDeps) =>
  async (records: OrderRecord[]): Promise<Order[]> => {
    const [shops, buyers] = await Promise.all([
      shopCards([...new Set(records.map(({ shopId }) => shopId))]),
      people([...new Set(records.map(({ buyerId }) => buyerId))]),
    ]);
    return records.map((order) => {
      const shop = shops.get(order.shopId);
      if (!shop) throw new Error(`order ${order.id} has no shop`);
      const account = buyers.get(order.buyerId);
      const { id, number, status, showId, email, lines, totals, shippingTotals, bundle } = order;
      const { delivery, address, fulfilment } = order;
      return {
        ...{ id, number, status, shop, showId, email, lines, totals, shippingTotals, bundle },
        ...{ delivery, address, fulfilment },
        refunded: { amount: order.refunded, currency: totals.total.currency },
        askedToCancel: order.cancellation?.answer === "waiting",
        buyer: {
          id: order.buyerId,
          displayName: account?.displayName ?? address?.name.slice(0, 40) ?? email,
          guest: account === undefined,
        },
        createdAt: order.createdAt.toISOString(),
        expiresAt: order.expiresAt.toISOString(),
        paidAt: order.paidAt?.toISOString() ?? null,
      };
    });
  };
