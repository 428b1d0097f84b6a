import { type Currency, currencies, type Earned } from "@showdrop/shared";
import type { SoldOrder } from "../orders/sold-orders.store.ts";

/** Adds up amounts, each currency for itself, in the order in which currencies are listed everywhere. */
export const sumByCurrency = (
  amounts: readonly { currency: Currency; amount: number }[],
): { currency: Currency; amount: number }[] =>
  currencies.flatMap((currency) => {
    const its = amounts.filter((money) => money.currency === currency);
    return its.length === 0 ? [] : [{ currency, amount: its.reduce((sum, { amount }) => sum + amount, 0) }];
  });

/** What paid orders brought, and what went back of them. */
export const earnedFrom = (paid: readonly SoldOrder[]): Earned[] => {
  const refunds = paid.map(({ refunded, total }) => ({ currency: total.currency, amount: refunded }));
  const refunded = sumByCurrency(refunds);
  return sumByCurrency(paid.map(({ total }) => total)).map(({ currency, amount }) => ({
    currency,
    paid: amount,
    refunded: refunded.find((money) => money.currency === currency)?.amount ?? 0,
  }));
};
