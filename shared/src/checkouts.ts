import { z } from "zod";
import { Address } from "./addresses.ts";
import { Email } from "./credentials.ts";
import { DiscountCode } from "./discounts.ts";
import { Id } from "./ids.ts";
import { Locale } from "./locale.ts";
import { Order } from "./orders.ts";
import { ChooseDelivery } from "./totals.ts";

/** More than anybody buys in one go; keeps a request, its order and its transaction small. */
export const MAX_ORDER_LINES = 50;
const someIds = z.array(Id).max(MAX_ORDER_LINES, "That is too much for one order.");

/** What is to be bought: lines of the cart, by variant, and running holds. */
const chosen = { variantIds: someIds.default([]), holdIds: someIds.default([]) };
const isSomething = { path: ["variantIds"], error: "Please choose something to buy." };
const somethingIn = ({ variantIds, holdIds }: { variantIds: Id[]; holdIds: Id[] }): boolean =>
  variantIds.length + holdIds.length > 0;

/** Asks what the chosen lines would cost. Without an address no shipping and no tax is known yet. */
export const QuoteCheckout = z
  .strictObject({
    ...chosen,
    address: Address.nullable().default(null),
    delivery: ChooseDelivery.nullable().default(null),
    code: DiscountCode.nullable().default(null),
  })
  .refine(somethingIn, isSomething);
export type QuoteCheckout = z.infer<typeof QuoteCheckout>;

export const OpenCheckout = z
  .strictObject({
    ...chosen,
    /** Null for a pickup. */
    address: Address.nullable().default(null),
    delivery: ChooseDelivery.default({ kind: "ship", rateId: null }),
    code: DiscountCode.nullable().default(null),
    /** Where mails about the order go: a guest must say, an account's own is the default. */
    email: Email.nullable().default(null),
    /** The language of those mails. */
    locale: Locale.default("en"),
  })
  .refine(somethingIn, isSomething)
  .refine(({ address, delivery }) => delivery.kind === "pickup" || address !== null, {
    path: ["address"],
    error: "Please enter where it should go.",
  });
export type OpenCheckout = z.infer<typeof OpenCheckout>;

/** What the browser needs to pay: Stripe's client secret, which is good for this order alone. */
export const Checkout = z.object({ order: Order, clientSecret: z.string() });
export type Checkout = z.infer<typeof Checkout>;
