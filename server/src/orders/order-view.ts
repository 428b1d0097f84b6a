import type { Order, ShopCard } from "@showdrop/shared";
import type { OrderRecord } from "./orders.store.ts";

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
    return records.map(({ shopId, buyerId, quantity: _, paymentId: __, paymentAttempt: ___, ...order }) => {
      const shop = shops.get(shopId);
      if (!shop) throw new Error(`order ${order.id} has no shop`);
      return {
        ...order,
        shop,
        buyer: { id: buyerId, displayName: buyers.get(buyerId)?.displayName ?? "—" },
        createdAt: order.createdAt.toISOString(),
        expiresAt: order.expiresAt.toISOString(),
        paidAt: order.paidAt?.toISOString() ?? null,
      };
    });
  };
