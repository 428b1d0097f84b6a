import { fulfilmentRoutes, type Order, orderRoutes, pickupRoutes } from "@showdrop/shared";
import type { QueryClient } from "@tanstack/react-query";
import { keyOf } from "../../lib/api.ts";

/** A shop has a new or changed order: its list is asked for again wherever it is shown. */
export const refreshShopOrders = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: keyOf(orderRoutes.listShopOrders) });

/** An order has changed: it shows at once, with all that happened to it. */
export const rememberTeamOrder = async (client: QueryClient, order: Order): Promise<void> => {
  client.setQueryData(keyOf(orderRoutes.readOrder, { params: { orderId: order.id } }), order);
  await Promise.all([
    client.invalidateQueries({ queryKey: keyOf(fulfilmentRoutes.readOrderDetails) }),
    client.invalidateQueries({ queryKey: keyOf(pickupRoutes.readPickupCode) }),
  ]);
};

/** One of my orders is new or has changed: it shows at once, and the list of mine is asked for again. */
export const rememberOrder = async (client: QueryClient, order: Order): Promise<void> => {
  await rememberTeamOrder(client, order);
  await client.invalidateQueries({ queryKey: keyOf(orderRoutes.listMyOrders) });
};
