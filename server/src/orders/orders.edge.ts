import { type Order, ok, type Result, refuse, type ShopRole } from "@showdrop/shared";
import type { ShowOfSales } from "../drops/drops.edge.ts";
import type { DropStore } from "../drops/drops.store.ts";
import type { Handlers, Viewer } from "../edge/call.ts";
import type { OrderKeys } from "./order-keys.ts";
import type { OrderRecord } from "./order-record.ts";
import type { OrderStore } from "./orders.store.ts";
import type { SearchOrders } from "./search-orders.ts";
import { summarize } from "./show-summary.ts";

interface OrdersEdge {
  orders: OrderStore;
  keys: OrderKeys;
  drops: DropStore;
  searchOrders: SearchOrders;
  viewOrders(records: OrderRecord[]): Promise<Order[]>;
  findShow(id: string): Promise<ShowOfSales | null>;
  requireRole(
    shopId: string,
    viewer: Viewer,
    action: "orders:see" | "revenue:see",
  ): Promise<Result<ShopRole>>;
}

export const ordersEdge = ({
  orders,
  keys,
  drops,
  viewOrders,
  findShow,
  requireRole,
  searchOrders,
}: OrdersEdge): Pick<Handlers, "listMyOrders" | "readOrder" | "listShopOrders" | "readShowSummary"> => ({
  async listMyOrders({ customer, query }) {
    return ok({ items: await viewOrders(await orders.ofBuyer(customer.id, query.before, query.limit)) });
  },

  async readOrder({ viewer, customer, params, query: { key } }) {
    const order = await orders.find(params.orderId);
    const hasKey = key !== undefined && keys.fits(params.orderId, key);
    if (!customer && !hasKey) return refuse("SIGN_IN_REQUIRED");
    // Whoever may not see an order learns nothing of it, not even that it exists.
    if (!order) return refuse("NOT_FOUND");
    const ofTeam = async () => viewer !== null && (await requireRole(order.shopId, viewer, "orders:see")).ok;
    if (!hasKey && order.buyerId !== customer?.id && !(await ofTeam())) return refuse("NOT_FOUND");
    const [view] = await viewOrders([order]);
    return view ? ok(view) : refuse("NOT_FOUND");
  },

  async listShopOrders({ viewer, params, query }) {
    const role = await requireRole(params.shopId, viewer, "orders:see");
    if (!role.ok) return role;
    return ok({ items: await viewOrders(await searchOrders(params.shopId, query)) });
  },

  async readShowSummary({ viewer, params }) {
    const show = await findShow(params.showId);
    if (!show) return refuse("NOT_FOUND");
    const maySeeRevenue = viewer !== null && (await requireRole(show.shopId, viewer, "revenue:see")).ok;
    const [itsDrops, itsOrders] = await Promise.all([drops.ofShow(show.id), orders.ofShow(show.id)]);
    return ok(summarize(show.id, itsDrops, itsOrders, maySeeRevenue));
  },
});
