import {
  type Address,
  type Benefit,
  type Bundle,
  type ChooseDelivery,
  type Currency,
  type DeliveryOption,
  MAX_AMOUNT,
  type Money,
  minimumPrice,
  ok,
  type Quote,
  type Result,
  refuse,
  type ShippingSettings,
  type TaxSettings,
} from "@showdrop/shared";
import type { CodeOrder, CodeUser } from "../discounts/check-code.ts";
import type { DiscountRecord } from "../discounts/discounts.store.ts";
import { deliveriesOf } from "../shipping/deliveries.ts";
import { taxesIn } from "../taxes/taxes.store.ts";
import { type PriceRules, price, type Reduction } from "./price.ts";

/** Earlier orders that wait to be sent, and that a new one may travel with. */
export interface OpenBundle extends Bundle {
  /** Units in them. */
  quantity: number;
  /** What their items cost after discounts, in minor units. */
  worth: number;
  /** What was paid for their shipping, in minor units. */
  shippingPaid: number;
}

export interface QuoteInput {
  shopId: string;
  /** The show that something of it comes from; null when nothing does. */
  showId: string | null;
  /** At least one; all in one currency. */
  lines: readonly { quantity: number; unitPrice: Money }[];
  customer: CodeUser;
  /** Null while it is not known, or for a pickup. */
  address: Address | null;
  /** Null takes the cheapest way to the address. */
  delivery: ChooseDelivery | null;
  code: string | null;
  /** Orders in whose place this one would come: a use of the code by one of them is free for it. */
  instead: readonly string[];
  at: Date;
}

/** What may travel together. */
export interface BundleQuery {
  shopId: string;
  showId: string | null;
  customerId: string;
  address: Address;
  currency: Currency;
  /** Orders outside of a show that were paid since then travel together too. */
  since: Date;
}

export interface QuoteDeps {
  shippingOf(shopId: string): Promise<ShippingSettings>;
  taxesOf(shopId: string): Promise<TaxSettings>;
  checkCode(code: string, order: CodeOrder): Promise<Result<DiscountRecord>>;
  /** Orders of the same customer to the same address that were paid and are not sent yet. */
  openBundle(query: BundleQuery): Promise<OpenBundle | null>;
}

/**
 * The one authority on prices: what these lines cost this customer, delivered there, with this code, now. Nothing is
 * taken or kept. `delivery` of the answer is null while nobody knows where it goes: then no shipping and no tax counts.
 * Refuses with CURRENCY_MISMATCH, NO_SHIPPING_THERE, DELIVERY_GONE, TOTAL_TOO_SMALL, TOTAL_TOO_LARGE, a CODE_ refusal or
 * TOO_MANY_REQUESTS.
 */
export type QuoteOf = (input: QuoteInput) => Promise<Result<Quote>>;

const reductionOf = (benefit: Benefit): Reduction =>
  benefit.kind === "amount" ? { kind: "amount", amount: benefit.amount.amount } : benefit;

/** The option that was chosen; without a choice the cheapest way to be sent. Null: nobody has chosen yet. */
const chosenOf = (
  options: readonly DeliveryOption[],
  choice: ChooseDelivery | null,
  country: string | null,
): Result<DeliveryOption | null> => {
  const [shipped] = options.filter(({ delivery }) => delivery.kind === "ship");
  if (choice?.kind === "pickup") {
    const place = options.find(
      ({ delivery }) => delivery.kind === "pickup" && delivery.placeId === choice.placeId,
    );
    return place ? ok(place) : refuse("DELIVERY_GONE", { path: "delivery" });
  }
  if (country === null) return ok(null);
  const nowhere = refuse("NO_SHIPPING_THERE", { path: "address.country" });
  if (!shipped) return choice === null && options.length > 0 ? ok(null) : nowhere;
  if (choice === null || choice.rateId === null) return ok(shipped);
  const rate = options.find(({ delivery }) => delivery.kind === "ship" && delivery.rateId === choice.rateId);
  return rate ? ok(rate) : refuse("DELIVERY_GONE", { path: "delivery" });
};

const HOUR_MS = 3_600_000;

export const createQuote =
  ({ shippingOf, taxesOf, checkCode, openBundle }: QuoteDeps): QuoteOf =>
  async ({ shopId, showId, lines, customer, address, delivery, code, instead, at }) => {
    const currency = lines[0]?.unitPrice.currency;
    if (!currency || lines.some(({ unitPrice }) => unitPrice.currency !== currency))
      return refuse("CURRENCY_MISMATCH");
    const priced = lines.map(({ quantity, unitPrice }) => ({ quantity, unitPrice: unitPrice.amount }));
    const nothingYet: PriceRules = { currency, discount: null, shipping: 0, taxes: [] };
    const { items } = price(priced, nothingYet).totals;
    if (items.amount > MAX_AMOUNT) return refuse("TOTAL_TOO_LARGE");

    const found =
      code === null ? null : await checkCode(code, { shopId, showId, customer, items, instead, at });
    if (found && !found.ok) return found;
    const discount = found && {
      code: found.data.code,
      label: found.data.code,
      reduction: reductionOf(found.data.benefit),
    };

    const settings = await shippingOf(shopId);
    const since = new Date(at.getTime() - settings.bundleHours * HOUR_MS);
    const sent = delivery?.kind !== "pickup" && address !== null;
    const bundle = sent
      ? await openBundle({ shopId, showId, customerId: customer.id, address, currency, since })
      : null;
    const { totals: unshipped } = price(priced, { ...nothingYet, discount });
    const { options, freeFrom } = deliveriesOf(settings, {
      country: address?.country ?? null,
      currency,
      quantity: lines.reduce((all, { quantity }) => all + quantity, 0),
      worth: unshipped.total.amount,
      with: bundle,
    });
    const chosen = chosenOf(options, delivery, address?.country ?? null);
    if (!chosen.ok) return chosen;

    const way = chosen.data?.delivery ?? null;
    const place = way?.kind === "pickup" ? settings.places.find(({ id }) => id === way.placeId) : null;
    const country = place?.country ?? address?.country ?? null;
    const {
      totals,
      lines: parts,
      shipping,
    } = price(priced, {
      currency,
      discount,
      shipping: chosen.data?.price.amount ?? 0,
      taxes: country === null ? [] : taxesIn(await taxesOf(shopId), country),
    });
    if (totals.total.amount > MAX_AMOUNT) return refuse("TOTAL_TOO_LARGE");
    if (totals.total.amount < minimumPrice[currency]) return refuse("TOTAL_TOO_SMALL", { path: "code" });
    return ok({
      ...{ totals, shipping, options },
      lines: parts,
      delivery: way,
      bundle: way?.kind === "ship" && bundle ? { id: bundle.id, orders: bundle.orders } : null,
      code: discount?.code ?? null,
      freeShippingFrom: freeFrom === null ? null : { amount: freeFrom, currency },
    });
  };
