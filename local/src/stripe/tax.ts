import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { done, invalid, type Outcome } from "./errors.ts";
import { newId } from "./ids.ts";
import { address, expand, integer, text } from "./params.ts";

/** Basis points that the simulator takes in these countries, and the tax's name; nothing elsewhere. */
const RATES: Readonly<Record<string, { basisPoints: number; type: string }>> = {
  KR: { basisPoints: 1000, type: "vat" },
  JP: { basisPoints: 1000, type: "jct" },
  DE: { basisPoints: 1900, type: "vat" },
  FR: { basisPoints: 2000, type: "vat" },
  GB: { basisPoints: 2000, type: "vat" },
};

const behaviour = z.enum(["exclusive", "inclusive"]).default("exclusive");

export const createCalculationParams = z.strictObject({
  currency: text.transform((code) => code.toLowerCase()),
  customer_details: z.strictObject({
    address: address.extend({ country: z.string().regex(/^[A-Z]{2}$/) }),
    address_source: z.enum(["billing", "shipping"]),
  }),
  line_items: z
    .array(
      z.strictObject({
        amount: integer,
        quantity: integer.optional(),
        reference: text,
        tax_behavior: behaviour,
        tax_code: text.optional(),
      }),
    )
    .min(1),
  shipping_cost: z
    .strictObject({ amount: integer, tax_behavior: behaviour, tax_code: text.optional() })
    .optional(),
  expand,
});
type CreateCalculation = z.infer<typeof createCalculationParams>;

/** The tax within an amount, or on top of it, in minor units. */
function taxOf(amount: number, inclusive: boolean, basisPoints: number): number {
  return Math.round((amount * basisPoints) / (inclusive ? 10_000 + basisPoints : 10_000));
}

/** What tax a sale owes. Nothing is kept: a calculation changes nothing. */
export function createCalculation(call: Call, params: CreateCalculation): Outcome<Stripe.Tax.Calculation> {
  const references = params.line_items.map(({ reference }) => reference);
  if (new Set(references).size < references.length)
    return invalid("Each line item must have a unique reference.", { param: "line_items" });
  const { country } = params.customer_details.address;
  const rate = RATES[country] ?? null;
  const taxed = [...params.line_items, ...(params.shipping_cost ? [params.shipping_cost] : [])].map(
    ({ amount, tax_behavior }) => {
      const inclusive = tax_behavior === "inclusive";
      return { amount, inclusive, tax: taxOf(amount, inclusive, rate?.basisPoints ?? 0) };
    },
  );
  const sum = (inclusive: boolean) =>
    taxed.filter((part) => part.inclusive === inclusive).reduce((total, { tax }) => total + tax, 0);
  const breakdown = (inclusive: boolean): Stripe.Tax.Calculation.TaxBreakdown[] => {
    const parts = taxed.filter((part) => part.inclusive === inclusive);
    if (parts.length === 0) return [];
    return [
      {
        amount: sum(inclusive),
        inclusive,
        tax_rate_details: {
          country,
          flat_amount: null,
          percentage_decimal: String((rate?.basisPoints ?? 0) / 100),
          rate_type: "percentage",
          state: null,
          tax_type: rate?.type ?? null,
        },
        taxability_reason: rate ? "standard_rated" : "not_collecting",
        taxable_amount: rate ? parts.reduce((total, { amount }) => total + amount, 0) : 0,
      },
    ];
  };
  const { city, line1, line2, postal_code, state } = params.customer_details.address;
  const shipping = taxed[params.line_items.length];
  return done({
    id: newId("taxcalc"),
    object: "tax.calculation",
    amount_total: taxed.reduce((total, { amount }) => total + amount, 0) + sum(false),
    currency: params.currency,
    customer: null,
    customer_details: {
      address: {
        city: city ?? null,
        country,
        line1: line1 ?? null,
        line2: line2 ?? null,
        postal_code: postal_code ?? null,
        state: state ?? null,
      },
      address_source: params.customer_details.address_source,
      ip_address: null,
      tax_ids: [],
      taxability_override: "none",
    },
    expires_at: call.clock.now() + 90 * 24 * 3600,
    livemode: false,
    ship_from_details: null,
    shipping_cost:
      params.shipping_cost && shipping
        ? {
            amount: params.shipping_cost.amount,
            amount_tax: shipping.tax,
            tax_behavior: params.shipping_cost.tax_behavior,
            tax_code: params.shipping_cost.tax_code ?? "txcd_92010001",
          }
        : null,
    tax_amount_exclusive: sum(false),
    tax_amount_inclusive: sum(true),
    tax_breakdown: [...breakdown(true), ...breakdown(false)],
    tax_date: call.clock.now(),
  });
}
