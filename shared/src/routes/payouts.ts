import { z } from "zod";
import { Order } from "../orders.ts";
import { OrderPayment, PayoutsPage, SavedCard } from "../payouts.ts";
import { Done, ids, list, route } from "./parts.ts";

/** Money: where a shop's goes, what became of an order's, and the cards that people keep. */
export const payoutRoutes = {
  readPayouts: route({
    method: "GET",
    path: "/api/shops/:shopId/payouts",
    summary: "The shop's payout account, balance, payouts, fees and disputes, for its owner",
    access: "signed-in",
    params: ids("shopId"),
    answer: PayoutsPage,
    refusals: ["NOT_FOUND", "NOT_ALLOWED"],
  }),
  startOnboarding: route({
    method: "POST",
    path: "/api/shops/:shopId/payouts/onboarding",
    summary:
      "A page of the payment provider, good once and for minutes, where the owner opens or completes the account",
    access: "signed-in",
    params: ids("shopId"),
    answer: z.object({ url: z.url() }),
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "PAYMENT_UNAVAILABLE", "TOO_MANY_REQUESTS"],
  }),
  readOrderPayment: route({
    method: "GET",
    path: "/api/orders/:orderId/payment",
    summary: "What became of an order's money, for the shop's owner and managers",
    access: "signed-in",
    params: ids("orderId"),
    answer: OrderPayment,
    refusals: ["NOT_FOUND"],
  }),
  capturePayment: route({
    method: "POST",
    path: "/api/orders/:orderId/capture",
    summary: "Take the money that an order's buyer authorised; again changes nothing",
    access: "signed-in",
    params: ids("orderId"),
    answer: Order,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "NOTHING_TO_CAPTURE", "PAYMENT_UNAVAILABLE"],
  }),
  addCard: route({
    method: "POST",
    path: "/api/cards",
    summary:
      "Begin to keep a card of mine without paying: a secret with which the page hands it to the provider",
    access: "signed-in",
    answer: z.object({ clientSecret: z.string() }),
    refusals: ["CARDS_FULL", "PAYMENT_UNAVAILABLE", "TOO_MANY_REQUESTS"],
  }),
  keepCard: route({
    method: "PUT",
    path: "/api/orders/:orderId/card-keeping",
    summary: "Say whether the card that pays this order of mine is kept; guests keep none",
    access: "signed-in",
    params: ids("orderId"),
    body: z.strictObject({ keep: z.boolean() }),
    answer: Done,
    refusals: ["NOT_FOUND", "ORDER_NOT_PAYABLE", "CARDS_FULL", "PAYMENT_UNAVAILABLE"],
  }),
  listCards: route({
    method: "GET",
    path: "/api/cards",
    summary: "The cards I let the payment provider keep",
    access: "signed-in",
    answer: list(SavedCard),
    refusals: ["PAYMENT_UNAVAILABLE"],
  }),
  removeCard: route({
    method: "DELETE",
    path: "/api/cards/:cardId",
    summary: "Let the payment provider forget a card of mine",
    access: "signed-in",
    params: z.strictObject({ cardId: SavedCard.shape.id }),
    answer: Done,
    refusals: ["NOT_FOUND", "PAYMENT_UNAVAILABLE"],
  }),
} as const;
