import { Handover, PickupCode, PresentPickupCode } from "../pickups.ts";
import { ids, route, WithKey } from "./parts.ts";

/** Orders that their buyers fetch. */
export const pickupRoutes = {
  readPickupCode: route({
    method: "GET",
    path: "/api/orders/:orderId/pickup-code",
    summary: "The code with which I fetch my order",
    access: "public",
    params: ids("orderId"),
    query: WithKey,
    answer: PickupCode,
    refusals: ["NOT_FOUND", "SIGN_IN_REQUIRED", "ORDER_IS_SENT", "ORDER_NOT_PAID", "PICKED_UP_ALREADY"],
  }),
  renewPickupCode: route({
    method: "POST",
    path: "/api/orders/:orderId/pickup-code",
    summary: "Make a new code for fetching an order; the one before stops working",
    access: "public",
    params: ids("orderId"),
    query: WithKey,
    answer: PickupCode,
    refusals: ["NOT_FOUND", "SIGN_IN_REQUIRED", "ORDER_IS_SENT", "ORDER_NOT_PAID", "PICKED_UP_ALREADY"],
  }),
  checkPickup: route({
    method: "POST",
    path: "/api/shops/:shopId/pickups/check",
    summary: "What a pickup code stands for, and whether it was handed over already",
    access: "signed-in",
    params: ids("shopId"),
    body: PresentPickupCode,
    answer: Handover,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "PICKUP_CODE_INVALID", "ORDER_NOT_PAID"],
  }),
  collectOrder: route({
    method: "POST",
    path: "/api/shops/:shopId/pickups",
    summary: "Hand an order over for its code, once",
    access: "signed-in",
    params: ids("shopId"),
    body: PresentPickupCode,
    answer: Handover,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "PICKUP_CODE_INVALID", "PICKED_UP_ALREADY", "ORDER_NOT_PAID"],
  }),
} as const;
