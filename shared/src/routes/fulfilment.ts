import { z } from "zod";
import {
  BulkFulfil,
  BulkOutcome,
  MAX_BULK_ORDERS,
  PackOrder,
  PickLine,
  ShipShipment,
} from "../fulfilment.ts";
import { Id } from "../ids.ts";
import { AddOrderNote, OrderDetails } from "../order-details.ts";
import { Order } from "../orders.ts";
import { ids, list, route, WithKey } from "./parts.ts";

/** Ids in one query field, separated by commas. */
const OrderIds = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(Id).min(1).max(MAX_BULK_ORDERS));

/** What the shop does with a paid order, and what everybody of it may read. */
export const fulfilmentRoutes = {
  readOrderDetails: route({
    method: "GET",
    path: "/api/orders/:orderId/details",
    summary:
      "An order's shipments, refunds and timeline, for its buyer, the shop's owner and managers, and whoever has the link of its mails",
    access: "public",
    params: ids("orderId"),
    query: WithKey,
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "SIGN_IN_REQUIRED"],
  }),
  addOrderNote: route({
    method: "POST",
    path: "/api/orders/:orderId/notes",
    summary: "Note something for the team alone",
    access: "signed-in",
    params: ids("orderId"),
    body: AddOrderNote,
    answer: OrderDetails,
    refusals: ["NOT_FOUND"],
    idempotent: true,
  }),
  packOrder: route({
    method: "POST",
    path: "/api/orders/:orderId/shipments",
    summary: "Pack units of an order into one shipment",
    access: "signed-in",
    params: ids("orderId"),
    body: PackOrder,
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "ORDER_NOT_PAID", "NOTHING_TO_PACK", "TOO_MANY_UNITS"],
    idempotent: true,
  }),
  unpackShipment: route({
    method: "DELETE",
    path: "/api/orders/:orderId/shipments/:shipmentId",
    summary: "Take apart what is packed and not sent",
    access: "signed-in",
    params: ids("orderId", "shipmentId"),
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "SHIPMENT_MOVED_ON"],
  }),
  shipShipment: route({
    method: "POST",
    path: "/api/orders/:orderId/shipments/:shipmentId/dispatch",
    summary: "Note that a shipment was sent; again corrects its carrier and number",
    access: "signed-in",
    params: ids("orderId", "shipmentId"),
    body: ShipShipment,
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "SHIPMENT_MOVED_ON", "ORDER_IS_FETCHED"],
  }),
  deliverShipment: route({
    method: "POST",
    path: "/api/orders/:orderId/shipments/:shipmentId/delivery",
    summary: "Note that a shipment has arrived",
    access: "signed-in",
    params: ids("orderId", "shipmentId"),
    answer: OrderDetails,
    refusals: ["NOT_FOUND", "SHIPMENT_MOVED_ON"],
  }),
  bulkFulfil: route({
    method: "POST",
    path: "/api/shops/:shopId/fulfilment",
    summary: "Pack, send or deliver many orders; the answer says what became of each",
    access: "signed-in",
    params: ids("shopId"),
    body: BulkFulfil,
    answer: list(BulkOutcome),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  readPacking: route({
    method: "GET",
    path: "/api/shops/:shopId/packing",
    summary: "What to take from the shelf and to put into each parcel, for the orders named in `orders`",
    access: "signed-in",
    params: ids("shopId"),
    query: z.strictObject({ orders: OrderIds }),
    /** Units that are already packed or sent are not picked again. */
    answer: z.object({ picks: z.array(PickLine), orders: z.array(Order) }),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
} as const;
