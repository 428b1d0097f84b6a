import fc from "fast-check";
import { expect, test } from "vitest";
import {
  Amount,
  currencies,
  formatMoney,
  MAX_AMOUNT,
  Money,
  minimumPrice,
  multiply,
  Price,
  parseAmount,
} from "./money.ts";

const anyCurrency = fc.constantFrom(...currencies);

test("an amount is shown in its currency's own way", () => {
  expect(formatMoney({ amount: 1250, currency: "USD" }, "en")).toBe("$12.50");
  expect(formatMoney({ amount: 12_000, currency: "KRW" }, "en")).toBe("₩12,000");
  expect(formatMoney({ amount: 12_000, currency: "JPY" }, "ko")).toBe("JP¥12,000");
});

test("what a person types is read in minor units, or not at all", () => {
  expect(parseAmount(" 12.50 ", "USD")).toBe(1250);
  expect(parseAmount("12.5", "EUR")).toBe(1250);
  expect(parseAmount("12,000", "KRW")).toBe(12_000);
  expect(parseAmount("0", "KRW")).toBe(0);
  for (const text of ["", "abc", "-5", "1e3", "12.345", "1.", ".5", "0x10", "١٢", "1 2", "999999999"])
    expect([text, parseAmount(text, "USD")]).toEqual([text, null]);
  expect(parseAmount("12.5", "KRW")).toBeNull();
});

test("whatever amount is shown is read as the same amount", () => {
  fc.assert(
    fc.property(fc.nat({ max: MAX_AMOUNT }), anyCurrency, (amount, currency) => {
      const shown = formatMoney({ amount, currency }, "en").replace(/[^\d.,]/g, "");
      expect(parseAmount(shown, currency)).toBe(amount);
    }),
  );
});

test("no text is read as anything but a whole amount within bounds", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), anyCurrency, (text, currency) => {
      const amount = parseAmount(text, currency);
      if (amount !== null) expect(Amount.safeParse(amount).success).toBe(true);
    }),
  );
});

test("money is whole, not negative, bounded, and nothing else", () => {
  const money = (amount: unknown, more: object = {}) =>
    Money.safeParse({ amount, currency: "KRW", ...more }).success;
  expect(money(0)).toBe(true);
  expect(money(MAX_AMOUNT)).toBe(true);
  for (const amount of [-1, 0.5, MAX_AMOUNT + 1, Number.NaN, Number.POSITIVE_INFINITY, "5", null, [5]])
    expect(money(amount)).toBe(false);
  expect(money(5, { currency: "GBP" })).toBe(false);
  expect(money(5, { tax: 1 })).toBe(false);
});

test("a price is at least what can be charged", () => {
  for (const currency of currencies) {
    const least = minimumPrice[currency];
    expect(Price.safeParse({ amount: least, currency }).success).toBe(true);
    const below = Price.safeParse({ amount: least - 1, currency });
    expect(below.error?.issues[0]?.path).toEqual(["amount"]);
  }
});

test("a total is a whole number of minor units", () => {
  expect(multiply({ amount: 1999, currency: "USD" }, 3)).toEqual({ amount: 5997, currency: "USD" });
  fc.assert(
    fc.property(
      fc.nat({ max: MAX_AMOUNT }),
      fc.integer({ min: 1, max: 100 }),
      anyCurrency,
      (amount, times, c) => {
        const total = multiply({ amount, currency: c }, times);
        expect(Number.isSafeInteger(total.amount)).toBe(true);
        expect(total.amount / times).toBe(amount);
      },
    ),
  );
});
