import type { OrderRecord } from "../orders/order-record.ts";

/**
 * A paid order as it is sent to its shop's address: what was bought, what was paid, where it goes. Made of what never
 * changes after the payment, so that every attempt sends the same bytes.
 */
export const payloadOf = (order: OrderRecord): string =>
  JSON.stringify({
    type: "order.paid",
    order: {
      id: order.id,
      number: order.number,
      shopId: order.shopId,
      showId: order.showId,
      buyerId: order.buyerId,
      email: order.email,
      createdAt: order.createdAt.toISOString(),
      paidAt: order.paidAt?.toISOString() ?? null,
      lines: order.lines.map(
        ({ id, productId, variantId, title, variantName, quantity, unitPrice, totals }) => ({
          ...{ id, productId, variantId, title, variantName, quantity, unitPrice, totals },
        }),
      ),
      totals: order.totals,
      delivery: order.delivery,
      address: order.address,
      bundleId: order.bundle?.id ?? null,
    },
  });
