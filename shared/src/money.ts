import { z } from "zod";

/** The currencies a product may be sold in. */
export const currencies = ["KRW", "USD", "EUR", "JPY"] as const;
export const Currency = z.enum(currencies);
export type Currency = z.infer<typeof Currency>;

/** Digits after the decimal point (ISO 4217): KRW and JPY have no minor unit, 12000 is ₩12,000. */
export const minorDigits: Record<Currency, number> = { KRW: 0, USD: 2, EUR: 2, JPY: 0 };

/** Above any price here and below Stripe's own limit of eight digits (stripe.com/docs/currencies#minimum-and-maximum-charge-amounts). */
export const MAX_AMOUNT = 99_999_999;

/** An amount in the currency's minor unit: cents for USD, won for KRW. */
export const Amount = z
  .int("An amount is a whole number of the smallest unit.")
  .nonnegative("An amount cannot be negative.")
  .max(MAX_AMOUNT, "This amount is too large.");

export const Money = z.strictObject({ amount: Amount, currency: Currency });
export type Money = z.infer<typeof Money>;

/**
 * The smallest price that can be charged, in minor units. Stripe's own minimum is half a dollar or its equivalent
 * (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts); the won's has room for the exchange rate.
 */
export const minimumPrice: Record<Currency, number> = { KRW: 1000, USD: 50, EUR: 50, JPY: 100 };

/** A price that can be charged: at least the payment provider's minimum for its currency. */
export const Price = Money.refine((money) => money.amount >= minimumPrice[money.currency], {
  path: ["amount"],
  error: "This price is below the smallest amount that can be charged.",
});

/** `{ amount: 1250, currency: "USD" }` in `en` is `$12.50`. */
export const formatMoney = ({ amount, currency }: Money, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount / 10 ** minorDigits[currency]);

/**
 * Reads what a person typed ("12.50", "12,000") as minor units.
 * @returns null where it is no amount, is negative, or has more decimals than the currency.
 */
export const parseAmount = (text: string, currency: Currency): number | null => {
  const match = /^(\d{1,8})(?:\.(\d+))?$/.exec(text.trim().replaceAll(",", ""));
  const digits = minorDigits[currency];
  if (!match?.[1] || (match[2]?.length ?? 0) > digits) return null;
  const amount = Number(match[1] + (match[2] ?? "").padEnd(digits, "0"));
  return amount <= MAX_AMOUNT ? amount : null;
};

export const multiply = ({ amount, currency }: Money, times: number): Money => ({
  amount: amount * times,
  currency,
});
