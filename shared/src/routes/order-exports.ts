import { z } from "zod";
import { Id } from "../ids.ts";
import { ExportSettings, ExportState, OrderExport, SetExport } from "../order-exports.ts";
import { Done, ids, list, route } from "./parts.ts";

/** Sending a shop's paid orders to an address of its own. */
export const orderExportRoutes = {
  readExport: route({
    method: "GET",
    path: "/api/shops/:shopId/order-export",
    summary: "Where the shop's paid orders are sent, and with which secret they are signed",
    access: "signed-in",
    params: ids("shopId"),
    answer: ExportSettings,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  setExport: route({
    method: "PUT",
    path: "/api/shops/:shopId/order-export",
    summary: "Say where the shop's paid orders are sent from now on",
    access: "signed-in",
    params: ids("shopId"),
    body: SetExport,
    answer: ExportSettings,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "EXPORT_ADDRESS_REFUSED"],
  }),
  renewExportSecret: route({
    method: "POST",
    path: "/api/shops/:shopId/order-export/secret",
    summary: "Sign with a new secret from now on",
    access: "signed-in",
    params: ids("shopId"),
    answer: ExportSettings,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  listExports: route({
    method: "GET",
    path: "/api/shops/:shopId/order-exports",
    summary: "How the sending of orders stands, newest first",
    access: "signed-in",
    params: ids("shopId"),
    query: z.strictObject({
      state: ExportState.optional(),
      before: Id.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: list(OrderExport),
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  resendExport: route({
    method: "POST",
    path: "/api/shops/:shopId/order-exports/:orderId/again",
    summary: "Try an order once more whose sending was given up",
    access: "signed-in",
    params: ids("shopId", "orderId"),
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "EXPORT_NOT_DEAD"],
  }),
} as const;
