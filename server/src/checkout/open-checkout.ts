import { isDeepStrictEqual } from "node:util";
import {
  type Checkout,
  type OpenCheckout,
  type Order,
  ok,
  type Quote,
  type QuoteCheckout,
  type Result,
  refuse,
} from "@showdrop/shared";
import { Unavailable } from "../kit/errors.ts";
import { cartClaim, holdClaim } from "../orders/order-lines.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { PaymentsUnavailable } from "../payments/payments.ts";
import type { QuoteOf } from "../pricing/quote.ts";
import { type ChooseLinesDeps, type Chosen, type ChosenLine, chooseLines } from "./choose-lines.ts";
import { withdrawOrder } from "./end-order.ts";
import { openPayment } from "./open-payment.ts";
import type { SettleDeps } from "./settle-order.ts";
import { type Purchase, writeOrder } from "./write-order.ts";

export interface OpenCheckoutDeps extends SettleDeps, ChooseLinesDeps {
  carts: SettleDeps["carts"] & ChooseLinesDeps["carts"];
  quote: QuoteOf;
  viewOrder(order: OrderRecord): Promise<Order>;
}

export interface CheckoutBuyer {
  id: string;
  /** An account's own; null for a guest. */
  email: string | null;
  /** Where they call from. */
  network: string;
}

/** Times to look again: for each order that is taken back, and when another page checks out in the same moment. */
const TRIES = 10;

const chosenBy = (
  shopId: string,
  buyer: CheckoutBuyer,
  { variantIds, holdIds }: QuoteCheckout,
  begun: readonly OrderRecord[],
): Chosen => ({ shopId, customerId: buyer.id, variantIds, holdIds, begun });

const claimsBy = (shopId: string, buyer: CheckoutBuyer, { holdIds, variantIds }: QuoteCheckout): string[] => [
  ...holdIds.map(holdClaim),
  ...(variantIds.length > 0 ? [cartClaim(buyer.id, shopId)] : []),
];

const quoteLines = (
  { quote, clock }: OpenCheckoutDeps,
  shopId: string,
  buyer: CheckoutBuyer,
  lines: readonly ChosenLine[],
  { address, delivery, code }: QuoteCheckout,
  begun: readonly OrderRecord[],
): Promise<Result<Quote>> =>
  quote({
    shopId,
    showId: lines.find(({ showId }) => showId !== null)?.showId ?? null,
    lines,
    customer: { id: buyer.id, network: buyer.network },
    ...{ address, delivery, code },
    instead: begun.map(({ id }) => id),
    at: new Date(clock.now()),
  });

/** What lines of a cart and holds would cost. */
export const quoteCheckout = async (
  deps: OpenCheckoutDeps,
  shopId: string,
  buyer: CheckoutBuyer,
  wanted: QuoteCheckout,
): Promise<Result<Quote>> => {
  const begun = await deps.orders.claiming(claimsBy(shopId, buyer, wanted));
  const lines = await chooseLines(deps, chosenBy(shopId, buyer, wanted, begun));
  if (!lines.ok) return lines;
  return quoteLines(deps, shopId, buyer, lines.data, wanted, begun);
};

/** Gets the order's payment and hands its secret to the buyer. */
const handOut = async (deps: OpenCheckoutDeps, order: OrderRecord): Promise<Result<Checkout>> => {
  const payment = await openPayment(deps, order);
  return ok({ order: await deps.viewOrder(order), clientSecret: payment.clientSecret });
};

const sameLines = (order: OrderRecord, lines: readonly ChosenLine[]): boolean => {
  const text = ({ source, variantId, quantity, unitPrice }: Omit<ChosenLine, "showId" | "regularPrice">) =>
    [source.kind === "drop" ? source.holdId : variantId, quantity, unitPrice.amount].join();
  return order.lines.map(text).sort().join(";") === lines.map(text).sort().join(";");
};

/** Whether an order is what is wanted again, to the last word. */
const isThis = (order: OrderRecord, lines: readonly ChosenLine[], wanted: OpenCheckout, email: string) => {
  const { delivery } = order;
  const sameWay =
    wanted.delivery.kind === "ship"
      ? delivery.kind === "ship" &&
        (wanted.delivery.rateId === null || wanted.delivery.rateId === delivery.rateId) &&
        isDeepStrictEqual(wanted.address, order.address)
      : delivery.kind === "pickup" && wanted.delivery.placeId === delivery.placeId;
  return sameWay && order.code === wanted.code && order.email === email && sameLines(order, lines);
};

/** The order as the buyer wants it now, if it costs the same; null when it takes another order. */
const changeOrder = async (
  { orders }: OpenCheckoutDeps,
  order: OrderRecord,
  { lines, quote, address, delivery, buyer }: Purchase,
): Promise<OrderRecord | null> => {
  if (!sameLines(order, lines) || order.totals.total.amount !== quote.totals.total.amount) return null;
  const { totals, shipping: shippingTotals, bundle } = quote;
  const { email } = buyer;
  return orders.change(order.id, { address, delivery, email, totals, shippingTotals, bundle });
};

/** Takes an order back that another is put in the place of. @returns why that cannot be, or that it is to be tried again */
const withdraw = async (deps: OpenCheckoutDeps, order: OrderRecord): Promise<Result<never> | "again"> => {
  // Its buyer has done everything already; from here on it is the shop that lets go.
  if (order.status === "authorised") return refuse("ORDER_ALREADY_PAID");
  const { status } = await withdrawOrder(deps, order);
  if (status === "paid") return refuse("ORDER_ALREADY_PAID");
  return status === "cancelled" ? "again" : refuse("PAYMENT_UNAVAILABLE");
};

/**
 * Turns lines of a cart and holds into one order to pay. Again gives the same order and the same payment, perhaps with
 * another address; what was begun with other lines is taken back first, so that nothing that somebody left stands in
 * their own way.
 */
const tryCheckout = async (
  deps: OpenCheckoutDeps,
  shopId: string,
  asking: CheckoutBuyer,
  wanted: OpenCheckout,
): Promise<Result<Checkout> | "again"> => {
  const begun = await deps.orders.claiming(claimsBy(shopId, asking, wanted));
  const lines = await chooseLines(deps, chosenBy(shopId, asking, wanted, begun));
  if (!lines.ok) return lines;
  const email = wanted.email ?? asking.email;
  if (email === null)
    return refuse("INVALID_INPUT", { path: "email", message: "Please enter your email address." });
  const buyer = { ...asking, email };
  // Its buyer has done everything already; from here on it is the shop that lets go.
  if (begun.some(({ status }) => status === "authorised")) return refuse("ORDER_ALREADY_PAID");
  const [only] = begun;
  if (only && begun.length === 1 && isThis(only, lines.data, wanted, buyer.email)) return handOut(deps, only);
  // A code is used by one order at a time: the one begun with it gives it back before it is asked for again.
  if (wanted.code !== null && only) return withdraw(deps, only);
  const quote = await quoteLines(deps, shopId, buyer, lines.data, wanted, begun);
  if (!quote.ok) return quote;
  const { delivery } = quote.data;
  if (!delivery) return refuse("INVALID_INPUT", { path: "delivery", message: "Please choose a delivery." });
  const purchase: Purchase = {
    ...{ shopId, buyer, delivery, locale: wanted.locale },
    lines: lines.data,
    quote: quote.data,
    address: delivery.kind === "pickup" ? null : wanted.address,
  };

  if (only) {
    const changed = await changeOrder(deps, only, purchase);
    return changed ? handOut(deps, changed) : withdraw(deps, only);
  }
  const order = await writeOrder(deps, purchase);
  if (order === "claimed") return "again";
  return order.ok ? handOut(deps, order.data) : order;
};

/** @see tryCheckout */
export const openCheckout = async (
  deps: OpenCheckoutDeps,
  shopId: string,
  buyer: CheckoutBuyer,
  wanted: OpenCheckout,
): Promise<Result<Checkout>> => {
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const result = await tryCheckout(deps, shopId, buyer, wanted);
      if (result !== "again") return result;
    }
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    deps.log.warn({ err: error, buyerId: buyer.id }, "no payment could be opened");
    return refuse("PAYMENT_UNAVAILABLE", { retryAfter: error.retryAfter });
  }
  throw new Unavailable("the checkout");
};
