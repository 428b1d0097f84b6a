import { type Order, routes } from "@showdrop/shared";
import type { QueryClient } from "@tanstack/react-query";
import { keyOf } from "../../lib/api.ts";

/** A shop has a new or changed order: its list is asked for again wherever it is shown. */
export const refreshShopOrders = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: keyOf(routes.listShopOrders) });

/** One of my orders is new or has changed: it shows at once, and the list of mine is asked for again. */
export const rememberOrder = async (client: QueryClient, order: Order): Promise<void> => {
  client.setQueryData(keyOf(routes.readOrder, { params: { orderId: order.id } }), order);
  await client.invalidateQueries({ queryKey: keyOf(routes.listMyOrders) });
};
