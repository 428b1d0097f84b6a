import { koreanVat, type Order, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { address, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const won = (amount: number) => ({ amount, currency: "KRW" });
const params = () => ({ shopId: sale.shopId });
const usedOf = async (code: string) => {
  const { items } = await sale.host.must(routes.listDiscounts, { params: params() });
  return items.find((discount) => discount.code === code)?.used;
};
const makeCode = (code: string, more: { quota?: number; perPerson?: number; showId?: string } = {}) =>
  sale.host.must(routes.createDiscount, {
    params: params(),
    body: { code, benefit: { kind: "amount", amount: { amount: 5_000, currency: "KRW" } }, ...more },
  });
const shipFor = (first: number, extra = 0) =>
  sale.host.must(routes.setShipping, {
    params: params(),
    body: {
      bundleHours: 0,
      zones: [
        {
          ...{ name: "Korea", countries: ["KR"] },
          rates: [{ name: "Standard", currency: "KRW", first, extra, freeOver: null }],
        },
      ],
    },
  });
const checkout = (client: Client, holdId: string, more: { code?: string; line1?: string } = {}) => {
  const { code = null, line1 = address.line1 } = more;
  return client.call(routes.openCheckout, {
    params: params(),
    body: { holdIds: [holdId], address: { ...address, line1 }, code },
  });
};
/** Holds, checks out and pays; the money must be what the order says. */
const buy = async (client: Client, dropId: string, more: { code?: string; line1?: string } = {}) => {
  const hold = must(await sale.hold(client, dropId));
  const { order, clientSecret } = must(await checkout(client, hold.id, more));
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  expect(await sale.stripe.paymentsOf(order.id)).toMatchObject([
    { amount_received: order.totals.total.amount },
  ]);
  return client.must(routes.confirmPayment, { params: { orderId: order.id } });
};
const shippingOf = ({ totals, bundle }: Order) => [totals.shipping.amount, bundle?.orders ?? []];

test("a coupon at its quota under fifty checkouts at once is used exactly as often (invariant 8)", async () => {
  await makeCode("RUSH", { quota: 5 });
  const drop = await sale.drop({ quantity: 50 });
  const buyers = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const client = await sale.server.person(`buyer-${n}`);
      return { client, hold: must(await sale.hold(client, drop.id)) };
    }),
  );
  const answers = await Promise.all(
    buyers.map(({ client, hold }) => checkout(client, hold.id, { code: "rush" })),
  );
  const codes = answers.map((answer) =>
    answer.ok ? answer.data.order.totals.total.amount : answer.error.code,
  );
  expect(codes.toSorted()).toEqual([...Array(5).fill(25_000), ...Array(45).fill("CODE_USED_UP")]);
  expect(await usedOf("RUSH")).toBe(5);
  // Who came too late still has the units and pays the full price.
  const late = buyers[codes.indexOf("CODE_USED_UP")];
  if (!late) throw new Error("nobody came too late");
  expect(must(await checkout(late.client, late.hold.id)).order.totals.total).toEqual(won(30_000));
  await sale.expectBalanced(drop.id);
}, 120_000);

test("a cancelled order gives its code back, and the same person may use it again", async () => {
  await makeCode("ONCE", { quota: 1, perPerson: 1 });
  const drop = await sale.drop();
  const ann = await sale.server.person("ann");
  const hold = must(await sale.hold(ann, drop.id));
  must(await checkout(ann, hold.id, { code: "ONCE" }));
  expect(await usedOf("ONCE")).toBe(1);
  // Asked about the order that they have begun, the code is not in its own way.
  const quote = must(
    await ann.call(routes.quoteCheckout, {
      params: params(),
      body: { holdIds: [hold.id], address, code: "ONCE" },
    }),
  );
  expect(quote.totals.total).toEqual(won(25_000));
  await ann.must(routes.releaseHold, { params: { holdId: hold.id } });
  expect(await usedOf("ONCE")).toBe(0);
  await buy(ann, drop.id, { code: "ONCE" });
  const next = must(await sale.hold(ann, drop.id));
  expect(await checkout(ann, next.id, { code: "ONCE" })).toMatchObject({
    ok: false,
    error: { code: "CODE_USED_UP", path: "code" },
  });
});

test("several purchases in one show go in one parcel: shipping is paid once, and the difference for more", async () => {
  await shipFor(3_000, 500);
  const drop = await sale.drop();
  const ann = await sale.server.person("ann");
  const first = await buy(ann, drop.id);
  expect(shippingOf(first)).toEqual([3_000, []]);
  const second = await buy(ann, drop.id);
  expect(shippingOf(second)).toEqual([500, [first.number]]);
  const third = await buy(ann, drop.id);
  expect(shippingOf(third)).toEqual([500, [first.number, second.number]]);
  expect(third.bundle?.id).toBe(first.id);
  // Elsewhere, and for somebody else, it is a parcel of its own.
  expect(shippingOf(await buy(ann, drop.id, { line1: "1 Jong-ro" }))).toEqual([3_000, []]);
  expect(shippingOf(await buy(await sale.server.person("bob"), drop.id))).toEqual([3_000, []]);
});

test("what is paid is the total to the won, with shipping, code and value-added tax in it", async () => {
  await shipFor(3_000);
  await sale.host.must(routes.setTaxes, { params: params(), body: { rules: [koreanVat] } });
  await makeCode("FIVE", { showId: sale.show.id });
  const drop = await sale.drop();
  const order = await buy(await sale.server.person("ann"), drop.id, { code: "FIVE" });
  // 30,000 − 5,000 + 3,000, of which one eleventh is tax.
  expect(order.totals).toEqual({
    items: won(30_000),
    discounts: [{ code: "FIVE", label: "FIVE", amount: won(5_000) }],
    shipping: won(3_000),
    taxes: [{ name: "VAT", rate: 1_000, included: true, amount: won(2_545) }],
    total: won(28_000),
  });
  const parts = [...order.lines.map(({ totals }) => totals.total.amount), order.shippingTotals.total.amount];
  expect(parts).toEqual([25_000, 3_000]);
});
