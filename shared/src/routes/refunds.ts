import { OrderDetails } from "../order-details.ts";
import {
  CancelOrder,
  DeclineCancellation,
  RecordReturn,
  RefundOrder,
  RequestCancellation,
} from "../refunds.ts";
import { ids, route, WithKey } from "./parts.ts";

/** Money and goods that go back. */
export const refundRoutes = {
  refundOrder: route({
    method: "POST",
    path: "/api/orders/:orderId/refunds",
    summary:
      "Give money back, for units or as an amount, with or without putting the units back on the shelf",
    access: "signed-in",
    params: ids("orderId"),
    body: RefundOrder,
    answer: OrderDetails,
    refusals: [
      "NOT_FOUND",
      "ORDER_NOT_PAID",
      "REFUND_TOO_MUCH",
      "TOO_MANY_UNITS",
      "UNPACK_FIRST",
      "IDEMPOTENCY_KEY_REUSED",
    ],
    idempotent: true,
  }),
  cancelOrder: route({
    method: "POST",
    path: "/api/orders/:orderId/cancellation",
    summary: "Cancel an order of which nothing was sent: everything is refunded and goes back to the shelf",
    access: "signed-in",
    params: ids("orderId"),
    body: CancelOrder,
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "ORDER_NOT_PAID", "ORDER_SENT"],
  }),
  requestCancellation: route({
    method: "POST",
    path: "/api/orders/:orderId/cancellation-request",
    summary: "Ask the shop to cancel my order",
    access: "public",
    params: ids("orderId"),
    query: WithKey,
    body: RequestCancellation,
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "SIGN_IN_REQUIRED", "ORDER_NOT_PAID", "ORDER_SENT"],
  }),
  declineCancellation: route({
    method: "POST",
    path: "/api/orders/:orderId/cancellation-request/refusal",
    summary: "Tell a buyer that their order is not cancelled",
    access: "signed-in",
    params: ids("orderId"),
    body: DeclineCancellation,
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "CANCELLATION_NOT_ASKED"],
  }),
  recordReturn: route({
    method: "POST",
    path: "/api/orders/:orderId/returns",
    summary: "Note that goods came back",
    access: "signed-in",
    params: ids("orderId"),
    body: RecordReturn,
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "TOO_MANY_UNITS", "IDEMPOTENCY_KEY_REUSED"],
    idempotent: true,
  }),
} as const;
