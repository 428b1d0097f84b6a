import { type Order, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuditStore } from "../audit/audit.store.ts";
import { systemClock } from "../kit/clock.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
}, 60_000);
afterAll(() => sale.stop());

const bought = async (quantity: number) => {
  const buyer = await sale.server.person("buyer");
  const drop = await sale.drop({ quantity });
  const order = await sale.buy(buyer, drop.id, quantity);
  return { buyer, drop, order, params: { orderId: order.id } };
};
const unitsOf = (order: Order, quantity: number) => [{ lineId: order.lines[0]?.id ?? "", quantity }];
const readOrder = (orderId: string) => sale.host.must(routes.readOrder, { params: { orderId } });
const givenBack = async (orderId: string): Promise<number[]> => {
  const [payment] = await sale.stripe.paymentsOf(orderId);
  return (await sale.stripe.refundsOf(payment?.id ?? "")).map(({ amount }) => amount).sort();
};
const available = async (): Promise<number> => {
  const { items } = await sale.host.must(routes.listProducts, { params: { shopId: sale.shopId } });
  return items[0]?.variants[0]?.available ?? Number.NaN;
};

test("a part and then the rest goes back, the units to the shelf once, with one audit row each", async () => {
  const { order, drop, params } = await bought(3);
  const shelf = await available();
  const body = { amount: 30_000, lines: unitsOf(order, 1), restock: true, reason: "changed_mind" } as const;
  const idempotencyKey = "one-attempt-at-a-refund";
  await Promise.all(
    Array.from({ length: 3 }, () => sale.host.must(routes.refundOrder, { params, body, idempotencyKey })),
  );
  expect(await readOrder(order.id)).toMatchObject({
    status: "partly_refunded",
    refunded: { amount: 30_000, currency: "KRW" },
  });
  expect(await givenBack(order.id)).toEqual([30_000]);
  expect(await available()).toBe(shelf + 1);
  const otherBody = await sale.host.call(routes.refundOrder, {
    params,
    body: { ...body, amount: 20_000 },
    idempotencyKey,
  });
  expect(otherBody).toMatchObject({ ok: false, error: { code: "IDEMPOTENCY_KEY_REUSED" } });

  const rest = { amount: 60_000, lines: unitsOf(order, 2), reason: "damaged", note: "Cracked" } as const;
  const details = await sale.host.must(routes.refundOrder, { params, body: rest });
  expect(await readOrder(order.id)).toMatchObject({ status: "refunded", refunded: { amount: 90_000 } });
  expect(details.refunds.map(({ status, by }) => [status, by])).toEqual([
    ["done", "host"],
    ["done", "host"],
  ]);
  expect(details.timeline.at(-1)?.happening).toMatchObject({
    kind: "refunded",
    amount: { amount: 60_000 },
    refunded: { amount: 90_000 },
    paid: { amount: 90_000 },
  });
  expect(await available()).toBe(shelf + 1);
  await sale.expectBalanced(drop.id);
  const rows = await createAuditStore(sale.server.db, systemClock).of(`order:${order.id}`);
  expect(rows.map(({ action, reason }) => [action, reason])).toEqual([
    ["order:refund", "changed_mind"],
    ["order:refund", "damaged: Cracked"],
  ]);
});

test("many people refund at once: never more goes back than was paid (invariant 10)", async () => {
  const { order, params } = await bought(2);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      sale.host.call(routes.refundOrder, { params, body: { amount: 25_000, reason: "goodwill" } }),
    ),
  );
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
  expect(refused).toEqual(Array.from({ length: 6 }, () => "REFUND_TOO_MUCH"));
  await eventually(async () => expect(await givenBack(order.id)).toEqual([25_000, 25_000]));
  expect(await readOrder(order.id)).toMatchObject({
    refunded: { amount: 50_000 },
    status: "partly_refunded",
  });
});

test("a refund whose answer was lost is finished by the job, once", async () => {
  const { order, params } = await bought(1);
  await sale.stripe.control("POST", "/responses", {
    ...{ method: "POST", path: "/v1/refunds", count: 3 },
    fault: { kind: "lose" },
  });
  await sale.host.must(routes.refundOrder, { params, body: { amount: 10_000, reason: "goodwill" } });
  await eventually(async () => {
    const { refunds } = await sale.host.must(routes.readOrderDetails, { params });
    expect(refunds.map(({ status }) => status)).toEqual(["done"]);
  }, 40_000);
  expect(await givenBack(order.id)).toEqual([10_000]);
}, 60_000);

test("cancelling gives all of it back and every unit to the shelf, packed ones too; what was sent cannot be", async () => {
  const { buyer, order, params } = await bought(2);
  const shelf = await available();
  await sale.host.must(routes.packOrder, { params, body: { lines: unitsOf(order, 1) } });
  await buyer.must(routes.requestCancellation, { params, body: { note: "Bought twice" } });
  expect(await readOrder(order.id)).toMatchObject({ askedToCancel: true });
  await Promise.all([1, 2].map(() => sale.host.must(routes.cancelOrder, { params, body: {} })));
  expect(await readOrder(order.id)).toMatchObject({ status: "refunded", askedToCancel: false });
  expect(await givenBack(order.id)).toEqual([60_000]);
  expect(await available()).toBe(shelf + 2);
  const seen = await buyer.must(routes.readOrderDetails, { params });
  expect(seen.cancellation).toMatchObject({ answer: "cancelled" });

  const sent = await bought(1);
  await sale.host.must(routes.bulkFulfil, {
    params: { shopId: sale.shopId },
    body: { action: "ship", orders: [{ orderId: sent.order.id, carrier: "usps", trackingNumber: null }] },
  });
  for (const call of [
    sale.host.call(routes.cancelOrder, { params: sent.params, body: {} }),
    sent.buyer.call(routes.requestCancellation, { params: sent.params, body: {} }),
  ])
    expect(await call).toMatchObject({ ok: false, error: { code: "ORDER_SENT" } });
});

test("a cancelled order gives the code back that it used; one that is refunded keeps it", async () => {
  const { shopId } = sale;
  await sale.host.must(routes.createDiscount, {
    params: { shopId },
    body: { code: "ONCE10", benefit: { kind: "percentage", percent: 10 }, quota: 1, perPerson: 1 },
  });
  const buyer = await sale.server.person("buyer");
  const open = async () => {
    const drop = await sale.drop({ quantity: 1 });
    const holdIds = [must(await sale.hold(buyer, drop.id)).id];
    return buyer.call(routes.openCheckout, {
      params: { shopId },
      body: { holdIds, address, code: "ONCE10" },
    });
  };
  const buyWithCode = async () => {
    const { order, clientSecret } = must(await open());
    expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
    return buyer.must(routes.confirmPayment, { params: { orderId: order.id } });
  };
  const first = await buyWithCode();
  expect(first.totals.total.amount).toBe(27_000);
  expect(await open()).toMatchObject({ ok: false, error: { code: "CODE_USED_UP" } });
  await sale.host.must(routes.cancelOrder, { params: { orderId: first.id }, body: {} });

  const second = await buyWithCode();
  await sale.host.must(routes.refundOrder, {
    params: { orderId: second.id },
    body: { amount: 27_000, lines: unitsOf(second, 1), restock: true, reason: "damaged" },
  });
  expect(await readOrder(second.id)).toMatchObject({ status: "refunded" });
  expect(await open()).toMatchObject({ ok: false, error: { code: "CODE_USED_UP" } });
});

test("goods that came back are noted with a reason and go back on the shelf once", async () => {
  const { order, params } = await bought(2);
  const back = { lines: unitsOf(order, 1), reason: "wrong_item", restock: true } as const;
  const unsent = await sale.host.call(routes.recordReturn, { params, body: back });
  expect(unsent).toMatchObject({ ok: false, error: { code: "TOO_MANY_UNITS" } });
  await sale.host.must(routes.bulkFulfil, {
    params: { shopId: sale.shopId },
    body: { action: "ship", orders: [{ orderId: order.id, carrier: "dhl", trackingNumber: null }] },
  });
  const shelf = await available();
  // Refunded with the units on the shelf again: a return cannot put the same unit there a second time.
  await sale.host.must(routes.refundOrder, {
    params,
    body: { amount: 30_000, lines: unitsOf(order, 1), restock: true, reason: "wrong_item" },
  });
  await sale.host.must(routes.recordReturn, { params, body: back });
  expect(await available()).toBe(shelf + 2);
  const third = await sale.host.call(routes.recordReturn, { params, body: back });
  expect(third).toMatchObject({ ok: false, error: { code: "TOO_MANY_UNITS" } });
});

test("what was refunded at the provider itself stands in the record too", async () => {
  const { order, params } = await bought(1);
  const [payment] = await sale.stripe.paymentsOf(order.id);
  await sale.stripe.post("/v1/refunds", { payment_intent: payment?.id ?? "", amount: "12000" });
  await eventually(async () =>
    expect(await readOrder(order.id)).toMatchObject({
      status: "partly_refunded",
      refunded: { amount: 12_000 },
    }),
  );
  const tooMuch = await sale.host.call(routes.refundOrder, {
    params,
    body: { amount: 18_001, reason: "goodwill" },
  });
  expect(tooMuch).toMatchObject({ ok: false, error: { code: "REFUND_TOO_MUCH" } });
});
