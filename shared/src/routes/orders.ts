import { Checkout, OpenCheckout, Order } from "../orders.ts";
import { ids, list, Page, route } from "./parts.ts";

/** Checkout and orders. */
export const orderRoutes = {
  openCheckout: route({
    method: "POST",
    path: "/api/holds/:holdId/checkout",
    summary: "Turn a hold into an order to pay; again gives the same order with the new address",
    access: "signed-in",
    params: ids("holdId"),
    body: OpenCheckout,
    answer: Checkout,
    refusals: [
      "NOT_FOUND",
      "HOLD_EXPIRED",
      "HOLD_ENDED",
      "ORDER_ALREADY_PAID",
      "ORDER_NOT_PAYABLE",
      "PAYMENT_UNAVAILABLE",
      "SALES_PAUSED",
    ],
  }),
  confirmPayment: route({
    method: "POST",
    path: "/api/orders/:orderId/confirmation",
    summary: "Ask the payment provider now how the payment stands, instead of waiting for its webhook",
    access: "signed-in",
    params: ids("orderId"),
    answer: Order,
    refusals: ["NOT_FOUND", "PAYMENT_UNAVAILABLE"],
  }),
  listMyOrders: route({
    method: "GET",
    path: "/api/orders",
    summary: "My orders, newest first; those that were never paid are left out",
    access: "signed-in",
    query: Page,
    answer: list(Order),
  }),
  readOrder: route({
    method: "GET",
    path: "/api/orders/:orderId",
    summary: "One order, for its buyer and the shop's owner and managers",
    access: "signed-in",
    params: ids("orderId"),
    answer: Order,
    refusals: ["NOT_FOUND"],
  }),
  listShopOrders: route({
    method: "GET",
    path: "/api/shops/:shopId/orders",
    summary: "The shop's paid and refunded orders, newest first, for its owner and managers",
    access: "signed-in",
    params: ids("shopId"),
    query: Page,
    answer: list(Order),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
