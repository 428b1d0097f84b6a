import { z } from "zod";
import { Id } from "./ids.ts";
import { Money } from "./money.ts";

/** Hundredths of a percent: 1000 is 10 %. */
export const BasisPoints = z
  .int("A rate has at most two decimals.")
  .min(0)
  .max(10_000, "A rate is at most 100 %.");

export const DiscountLine = z.object({
  /** The code that was entered. */
  code: z.string().nullable(),
  /** What it is, as the shop calls it. */
  label: z.string(),
  /** What it takes off, as a positive amount. */
  amount: Money,
});
export type DiscountLine = z.infer<typeof DiscountLine>;

export const TaxLine = z.object({
  name: z.string(),
  rate: BasisPoints,
  amount: Money,
  /** In the prices already, so that it adds nothing to the total. */
  included: z.boolean(),
});
export type TaxLine = z.infer<typeof TaxLine>;

/** What an order costs: total = items − discounts + shipping + those taxes that are not included. */
export const Totals = z.object({
  items: Money,
  discounts: z.array(DiscountLine),
  /** Before discounts: free shipping by a code is a discount line of the same amount. */
  shipping: Money,
  taxes: z.array(TaxLine),
  total: Money,
});
export type Totals = z.infer<typeof Totals>;

/** A line's part of the totals; the parts of all lines and the shipping's add up to the totals exactly. */
export const LineTotals = z.object({
  /** Unit price times quantity. */
  amount: Money,
  discount: Money,
  /** Of all taxes, included or not. */
  tax: Money,
  /** What is paid for the line: amount − discount + taxes that are not included. A refund of the whole line gives this back. */
  total: Money,
});
export type LineTotals = z.infer<typeof LineTotals>;

/** How an order reaches its buyer, as the order keeps it. */
export const Delivery = z.discriminatedUnion("kind", [
  /** `rateId` null: the shop has set up no shipping and sends everything free of charge. */
  z.object({ kind: z.literal("ship"), rateId: Id.nullable(), label: z.string() }),
  z.object({ kind: z.literal("pickup"), placeId: Id, label: z.string() }),
]);
export type Delivery = z.infer<typeof Delivery>;

/** What a buyer chooses. `rateId` null takes the cheapest rate. */
export const ChooseDelivery = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ship"), rateId: Id.nullable() }),
  z.strictObject({ kind: z.literal("pickup"), placeId: Id }),
]);
export type ChooseDelivery = z.infer<typeof ChooseDelivery>;

/** A way to get the order that the buyer may choose, with its price for just this order. */
export const DeliveryOption = z.object({
  delivery: Delivery,
  price: Money,
  /** What it would have cost on its own, where it is cheaper because of earlier orders or of its worth. */
  regularPrice: Money,
  /** Where and when, for a pickup; else empty. */
  details: z.string(),
});
export type DeliveryOption = z.infer<typeof DeliveryOption>;

/** Earlier orders that are not sent yet and that this one travels with. */
export const Bundle = z.object({
  /** The id of the first order of the bundle. */
  id: Id,
  /** The numbers of the orders in it so far. */
  orders: z.array(z.string()).min(1),
});
export type Bundle = z.infer<typeof Bundle>;

/** What a cart would cost, and what may still be chosen. */
export const Quote = z.object({
  totals: Totals,
  /** In the order of the lines that were asked about. */
  lines: z.array(LineTotals),
  /** What shipping costs in full, with its tax; a refund of the shipping gives at most this back. */
  shipping: LineTotals,
  /** How it will be delivered; null while it is not known where to, and then no shipping is in the totals. */
  delivery: Delivery.nullable(),
  options: z.array(DeliveryOption),
  bundle: Bundle.nullable(),
  /** The code that counted, as it is written. */
  code: z.string().nullable(),
  /** What the order must be worth for the cheapest shipping to be free, when it is not yet. */
  freeShippingFrom: Money.nullable(),
});
export type Quote = z.infer<typeof Quote>;
