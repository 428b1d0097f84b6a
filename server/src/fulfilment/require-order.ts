import { ok, type Result, refuse, type ShopRole } from "@showdrop/shared";
import type { Customer, Viewer } from "../edge/call.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { Action } from "../shops/can.ts";

export interface RequireOrderDeps {
  findOrder(id: string): Promise<OrderRecord | null>;
  requireRole(shopId: string, viewer: { id: string }, action: Action): Promise<Result<ShopRole>>;
}

/**
 * A paid order, for those of the shop who may do `action` with it. Anybody else is told that it does not exist, and so is
 * everybody of an order that was never paid.
 */
export const requireOrder = async (
  { findOrder, requireRole }: RequireOrderDeps,
  orderId: string,
  viewer: { id: string },
  action: Action,
): Promise<Result<OrderRecord>> => {
  const order = await findOrder(orderId);
  if (!order?.paidAt) return refuse("NOT_FOUND");
  const role = await requireRole(order.shopId, viewer, action);
  return role.ok ? ok(order) : refuse("NOT_FOUND");
};

export interface SeeOrderDeps extends RequireOrderDeps {
  keys: { fits(orderId: string, key: string): boolean };
}

/** Who asks for an order, and with which key of a mail's link. */
export interface Asking {
  viewer: Viewer | null;
  customer: Customer | null;
  key: string | undefined;
}

/** A paid order as its team or its buyer sees it. Anybody else is told that it does not exist. */
export const seeOrder = async (
  { findOrder, requireRole, keys }: SeeOrderDeps,
  orderId: string,
  { viewer, customer, key }: Asking,
): Promise<Result<{ order: OrderRecord; as: "team" | "buyer" }>> => {
  const hasKey = key !== undefined && keys.fits(orderId, key);
  if (!customer && !hasKey) return refuse("SIGN_IN_REQUIRED");
  const order = await findOrder(orderId);
  if (!order) return refuse("NOT_FOUND");
  if (viewer && (await requireRole(order.shopId, viewer, "orders:see")).ok) return ok({ order, as: "team" });
  return hasKey || order.buyerId === customer?.id ? ok({ order, as: "buyer" }) : refuse("NOT_FOUND");
};

/** An order that the caller bought. */
export const seeOwnOrder = async (
  deps: SeeOrderDeps,
  orderId: string,
  asking: Asking,
): Promise<Result<OrderRecord>> => {
  // Somebody of the team who bought from their own shop is a buyer here.
  const mine = asking.customer?.id;
  const seen = await seeOrder(deps, orderId, asking);
  if (!seen.ok) return seen;
  const { order, as } = seen.data;
  return as === "buyer" || order.buyerId === mine ? ok(order) : refuse("NOT_FOUND");
};
