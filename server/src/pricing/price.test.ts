import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate, roundedShare } from "./allocate.ts";
import { type PriceLine, type PriceRules, price } from "./price.ts";

const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);

const amounts = fc.integer({ min: 0, max: 99_999_999 });
const lines: fc.Arbitrary<PriceLine[]> = fc.array(
  fc.record({ quantity: fc.integer({ min: 1, max: 100 }), unitPrice: fc.integer({ min: 0, max: 999_999 }) }),
  { minLength: 1, maxLength: 20 },
);
const reductions: fc.Arbitrary<PriceRules["discount"]> = fc.option(
  fc
    .oneof(
      fc.record({
        kind: fc.constant("percentage" as const),
        percent: fc.integer({ min: 1, max: 100 }),
      }),
      fc.record({ kind: fc.constant("amount" as const), amount: amounts }),
      fc.record({ kind: fc.constant("free_shipping" as const) }),
    )
    .map((reduction) => ({ code: "MOSS", label: "MOSS", reduction })),
);
const taxes: fc.Arbitrary<PriceRules["taxes"]> = fc.boolean().chain((included) =>
  fc.array(
    fc.record({
      name: fc.constantFrom("VAT", "GST", "PST"),
      rate: fc.integer({ min: 1, max: 10_000 }),
      included: fc.constant(included),
      onShipping: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
);
const rules: fc.Arbitrary<PriceRules> = fc.record({
  currency: fc.constantFrom("KRW", "USD"),
  discount: reductions,
  shipping: fc.integer({ min: 0, max: 999_999 }),
  taxes,
});

/** Every amount of money in an answer. */
const moneyIn = (value: unknown): { amount: number; currency: string }[] => {
  if (typeof value !== "object" || value === null) return [];
  if ("amount" in value && "currency" in value && typeof value.amount === "number")
    return [{ amount: value.amount, currency: String(value.currency) }];
  return Object.values(value).flatMap(moneyIn);
};

describe("whatever is bought, at whatever rules", () => {
  const everything = (check: (lines: PriceLine[], rules: PriceRules) => void) =>
    fc.assert(fc.property(lines, rules, check), { numRuns: 2_000 });

  test("the total is items − discounts + shipping + taxes that are added", () => {
    everything((given, by) => {
      const { totals } = price(given, by);
      expect(totals.items.amount).toBe(sum(given.map(({ quantity, unitPrice }) => quantity * unitPrice)));
      expect(totals.shipping.amount).toBe(by.shipping);
      const off = sum(totals.discounts.map(({ amount }) => amount.amount));
      const added = sum(totals.taxes.map(({ included, amount }) => (included ? 0 : amount.amount)));
      expect(totals.total.amount).toBe(totals.items.amount - off + by.shipping + added);
    });
  });

  test("the parts of the lines and of the shipping add up to the totals", () => {
    everything((given, by) => {
      const { totals, lines: parts, shipping } = price(given, by);
      const all = [...parts, shipping];
      expect(parts).toHaveLength(given.length);
      expect(sum(all.map(({ total }) => total.amount))).toBe(totals.total.amount);
      expect(sum(all.map(({ discount }) => discount.amount))).toBe(
        sum(totals.discounts.map(({ amount }) => amount.amount)),
      );
      expect(sum(all.map(({ tax }) => tax.amount))).toBe(
        sum(totals.taxes.map(({ amount }) => amount.amount)),
      );
      for (const { amount, discount } of all) expect(discount.amount).toBeLessThanOrEqual(amount.amount);
    });
  });

  test("no amount is negative or broken, and all are in one currency", () => {
    everything((given, by) => {
      for (const { amount, currency } of moneyIn(price(given, by))) {
        expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
        expect(currency).toBe(by.currency);
      }
    });
  });

  test("a tax that is included adds nothing, and is what the rate says of the price within a unit", () => {
    everything((given, by) => {
      const rate = by.taxes[0]?.rate ?? 1_000;
      const vat = { name: "VAT", rate, included: true, onShipping: true };
      const { totals } = price(given, { ...by, taxes: [vat] });
      const without = price(given, { ...by, taxes: [] }).totals;
      expect(totals.total).toEqual(without.total);
      const [tax] = totals.taxes;
      const exact = (totals.total.amount * rate) / (10_000 + rate);
      expect(Math.abs((tax?.amount.amount ?? 0) - exact)).toBeLessThanOrEqual(0.5);
    });
  });
});

test("an amount is divided exactly, in proportion, and nobody gets more than a unit too much", () => {
  const weights = fc.array(amounts, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (given, part) => {
      const all = sum(given);
      const amount = Math.floor(all * part);
      const shares = allocate(amount, given);
      expect(sum(shares)).toBe(amount);
      for (const [index, share] of shares.entries()) {
        const weight = given[index] ?? 0;
        expect(share).toBeLessThanOrEqual(weight);
        const exact =
          all === 0 ? 0 : Number((BigInt(amount) * BigInt(weight) * 1_000n) / BigInt(all)) / 1_000;
        expect(Math.abs(share - exact)).toBeLessThan(1.001);
      }
    }),
  );
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(allocate(1, [0, 5, 5])).toEqual([0, 1, 0]);
  expect(() => allocate(1, [0, 0])).toThrow("nothing to divide");
});

test("half a unit is rounded up", () => {
  expect([roundedShare(5, 1, 2), roundedShare(1, 1, 3), roundedShare(2, 1, 3)]).toEqual([3, 0, 1]);
  expect(roundedShare(99_999_999, 10_000, 20_000)).toBe(50_000_000);
});

const plain: PriceRules = { currency: "KRW", discount: null, shipping: 0, taxes: [] };
const amount = (value: number, currency = "KRW") => ({ amount: value, currency });

describe("worked examples", () => {
  test("won, with Korean value-added tax in the prices and 10 % off", () => {
    const vat = { name: "VAT", rate: 1_000, included: true, onShipping: true };
    const { totals, lines: parts } = price(
      [
        { quantity: 1, unitPrice: 33_333 },
        { quantity: 2, unitPrice: 10_001 },
      ],
      {
        ...plain,
        shipping: 3_000,
        taxes: [vat],
        discount: { code: "TEN", label: "TEN", reduction: { kind: "percentage", percent: 10 } },
      },
    );
    // 10 % of 53,335 is 5,333.5; of the 51,001 that are paid, 4,636.45 is tax.
    expect(totals).toEqual({
      items: amount(53_335),
      discounts: [{ code: "TEN", label: "TEN", amount: amount(5_334) }],
      shipping: amount(3_000),
      taxes: [{ name: "VAT", rate: 1_000, included: true, amount: amount(4_636) }],
      total: amount(51_001),
    });
    expect(parts.map(({ discount }) => discount.amount)).toEqual([3_334, 2_000]);
  });

  test("dollars, with two taxes on top of which one is not on the shipping", () => {
    const {
      totals,
      lines: parts,
      shipping,
    } = price([{ quantity: 3, unitPrice: 1_999 }], {
      ...plain,
      currency: "USD",
      shipping: 750,
      taxes: [
        { name: "GST", rate: 500, included: false, onShipping: true },
        { name: "PST", rate: 725, included: false, onShipping: false },
      ],
    });
    // 5 % of 67.47 is 3.3735, 7.25 % of 59.97 is 4.347825.
    expect(totals.taxes.map((tax) => tax.amount)).toEqual([amount(337, "USD"), amount(435, "USD")]);
    expect(totals.total).toEqual(amount(5_997 + 750 + 337 + 435, "USD"));
    expect([parts[0]?.total, shipping.total]).toEqual([
      amount(5_997 + 300 + 435, "USD"),
      amount(750 + 37, "USD"),
    ]);
  });

  test("what is more than the items takes no more than they cost, and free shipping is a discount", () => {
    const off = (reduction: NonNullable<PriceRules["discount"]>["reduction"]) =>
      price([{ quantity: 1, unitPrice: 2_000 }], {
        ...plain,
        shipping: 3_000,
        discount: { code: "X", label: "X", reduction },
      }).totals;
    expect(off({ kind: "amount", amount: 5_000 }).total).toEqual(amount(3_000));
    expect(off({ kind: "percentage", percent: 100 }).total).toEqual(amount(3_000));
    const free = off({ kind: "free_shipping" });
    expect([free.shipping, free.discounts[0]?.amount, free.total]).toEqual([
      ...[amount(3_000), amount(3_000), amount(2_000)],
    ]);
  });
});
