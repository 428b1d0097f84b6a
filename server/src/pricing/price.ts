import type { Currency, LineTotals, Money, TaxLine, TaxRule, Totals } from "@showdrop/shared";
import { allocate, roundedShare } from "./allocate.ts";

export interface PriceLine {
  /** A positive whole number. */
  quantity: number;
  /** In minor units of the rules' currency. */
  unitPrice: number;
}

/** What a code takes off; amounts in minor units. */
export type Reduction =
  | { kind: "percentage"; percent: number }
  | { kind: "amount"; amount: number }
  | { kind: "free_shipping" };

/** `rate` in basis points. */
export type TaxRate = Omit<TaxRule, "country">;

export interface PriceRules {
  currency: Currency;
  discount: { code: string | null; label: string; reduction: Reduction } | null;
  /** In minor units, before discounts. */
  shipping: number;
  /** Of one country: all of them included, or none. */
  taxes: readonly TaxRate[];
}

export interface Priced {
  totals: Totals;
  /** In the order of the lines that were given. */
  lines: LineTotals[];
  shipping: LineTotals;
}

/** 100 % in basis points. */
const WHOLE = 10_000;

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

/** What a reduction takes off items and shipping: never more than they cost. */
const reductionOf = (
  reduction: Reduction | undefined,
  items: number,
  shipping: number,
): { offItems: number; offShipping: number } => {
  switch (reduction?.kind) {
    case undefined:
      return { offItems: 0, offShipping: 0 };
    case "percentage":
      return { offItems: roundedShare(items, reduction.percent, 100), offShipping: 0 };
    case "amount":
      return { offItems: Math.min(reduction.amount, items), offShipping: 0 };
    case "free_shipping":
      return { offItems: 0, offShipping: shipping };
  }
};

/**
 * The price of an order: the one place where amounts are computed and rounded. Each sum is rounded once, half up, and
 * then divided over the lines by largest remainder, so that the parts always add up to it exactly.
 * Why so: docs/decisions/0018-one-place-for-prices.md
 * @returns amounts in minor units of the rules' currency, none below zero
 */
export const price = (lines: readonly PriceLine[], rules: PriceRules): Priced => {
  const { currency, discount, shipping, taxes } = rules;
  const money = (amount: number): Money => ({ amount, currency });
  const amounts = lines.map(({ quantity, unitPrice }) => quantity * unitPrice);
  const items = sum(amounts);
  const { offItems, offShipping } = reductionOf(discount?.reduction, items, shipping);
  // The shipping is a line like the others from here on, the last one.
  const gross = [...amounts, shipping];
  const discounts = [...allocate(offItems, amounts), offShipping];
  const net = gross.map((amount, index) => amount - (discounts[index] ?? 0));

  // A price with taxes in it is (100 % + all of their rates) of what is taxed; one without, 100 %.
  const wholeOf = (which: readonly TaxRate[]) =>
    WHOLE + sum(which.filter(({ included }) => included).map(({ rate }) => rate));
  const goodsWhole = wholeOf(taxes);
  const shippingWhole = wholeOf(taxes.filter(({ onShipping }) => onShipping));
  const parts = taxes.map(({ name, rate, included, onShipping }) => {
    // Goods and shipping on one denominator, so that what they owe together is rounded once.
    const bases = net.map((amount, index) => {
      if (index < amounts.length) return amount * shippingWhole;
      return onShipping ? amount * goodsWhole : 0;
    });
    const amount = roundedShare(sum(bases), rate, goodsWhole * shippingWhole);
    const line: TaxLine = { name, rate, included, amount: money(amount) };
    return { line, perLine: allocate(amount, bases) };
  });

  const all = gross.map((amount, index): LineTotals => {
    const of = (which: typeof parts) => sum(which.map(({ perLine }) => perLine[index] ?? 0));
    const added = of(parts.filter(({ line }) => !line.included));
    return {
      amount: money(amount),
      discount: money(discounts[index] ?? 0),
      tax: money(of(parts)),
      total: money((net[index] ?? 0) + added),
    };
  });
  const total = sum(all.map((line) => line.total.amount));
  const [ofShipping] = all.slice(-1);
  if (!ofShipping) throw new Error("the shipping is always a line");
  return {
    totals: {
      items: money(items),
      discounts: discount
        ? [{ code: discount.code, label: discount.label, amount: money(offItems + offShipping) }]
        : [],
      shipping: money(shipping),
      taxes: parts.map(({ line }) => line),
      total: money(total),
    },
    lines: all.slice(0, -1),
    shipping: ofShipping,
  };
};
