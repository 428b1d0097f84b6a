import { type Order, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const ASKS_THE_BANK = "4000002760003184";
const orderNow = (client: Client, order: Order) =>
  client.must(routes.readOrder, { params: { orderId: order.id } });
const stockNow = async (dropId: string) => (await sale.dropNow(dropId)).stock;
const begin = async (holdSeconds = 60) => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 1, holdSeconds });
  const hold = must(await sale.hold(ann, drop.id));
  return { ann, drop, hold };
};
const beginPaying = async (holdSeconds = 60) => {
  const { ann, drop, hold } = await begin(holdSeconds);
  const { order, clientSecret } = await sale.checkout(ann, hold);
  const paymentId = clientSecret.split("_secret_")[0] ?? "";
  return { ann, drop, order, clientSecret, paymentId };
};
const askBank = async (holdSeconds?: number) => {
  const begun = await beginPaying(holdSeconds);
  expect(await sale.stripe.pay(begun.clientSecret, ASKS_THE_BANK)).toBe("requires_action");
  return begun;
};
const moment = (at: number) => new Promise((resolve) => setTimeout(resolve, at - Date.now()));
const refuse = (path: string, count: number) =>
  sale.stripe.control("POST", "/responses", {
    method: "POST",
    path,
    count,
    fault: { kind: "refuse", status: 503 },
  });
const breakDown = () =>
  sale.stripe.control("POST", "/responses", {
    method: "POST",
    path: "/v1/payment_intents",
    fault: { kind: "fail" },
  });
const tryCheckout = (client: Client, holdId: string) =>
  client.call(routes.openCheckout, { params: { shopId: sale.shopId }, body: { holdIds: [holdId], address } });
const unavailable = { ok: false, error: { code: "PAYMENT_UNAVAILABLE" } };

test("the bank's question is answered after the hold ended: the payment is cancelled, no money moves (invariants 7 and 12)", async () => {
  const { ann, drop, order, paymentId } = await askBank(5);
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("cancelled"));
  await expect(sale.stripe.authenticate(paymentId, "complete")).rejects.toThrow("next_action");
  expect(await sale.stripe.paymentsOf(order.id)).toMatchObject([{ status: "canceled", amount_received: 0 }]);
  expect(await stockNow(drop.id)).toEqual({ allocated: 1, available: 1, held: 0, sold: 0 });
  await sale.expectBalanced(drop.id);
});

test("it is answered while Stripe cannot cancel: the unit was set aside, and is sold (invariants 7 and 12)", async () => {
  const { ann, drop, order, paymentId } = await askBank(5);
  await refuse(`/v1/payment_intents/${paymentId}/cancel`, 1_000);
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("expiring"));
  const bob = await sale.server.person("bob");
  await eventually(async () =>
    expect(
      await sale.server.parts.redis.hGet(`drop:{${drop.id}}:state`, `${sale.variantId}:quarantined`),
    ).toBe("1"),
  );
  expect(await sale.hold(bob, drop.id)).toMatchObject({ ok: false, error: { code: "DROP_ALL_HELD" } });
  await sale.stripe.authenticate(paymentId, "complete");
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("paid"));
  await eventually(async () =>
    expect(await stockNow(drop.id)).toEqual({ allocated: 1, available: 0, held: 0, sold: 1 }),
  );
  await sale.expectBalanced(drop.id);
});

test("it is answered in the very moment the hold ends: paid and sold, or cancelled and back, never half", async () => {
  const attempts = await Promise.all(Array.from({ length: 8 }, () => askBank(5)));
  await Promise.all(
    attempts.map(async ({ order, paymentId }, i) => {
      await moment(Date.parse(order.expiresAt) + i * 150);
      // Too late, there is no question any more.
      await sale.stripe.authenticate(paymentId, "complete").catch(() => undefined);
    }),
  );
  for (const { ann, drop, order } of attempts) {
    const status = await eventually(async () => {
      const now = await orderNow(ann, order);
      expect(["paid", "cancelled"]).toContain(now.status);
      return now.status;
    });
    const sold = status === "paid" ? 1 : 0;
    expect(await sale.stripe.paymentsOf(order.id)).toMatchObject([
      { status: sold ? "succeeded" : "canceled", amount_received: sold ? 30_000 : 0 },
    ]);
    await eventually(async () =>
      expect(await stockNow(drop.id)).toEqual({ allocated: 1, available: 1 - sold, held: 0, sold }),
    );
    await sale.expectBalanced(drop.id);
  }
}, 40_000);

test("money for an order that was cancelled all the same goes back (invariant 7)", async () => {
  const { ann, drop, order, clientSecret, paymentId } = await beginPaying();
  // What no path here does: the order ends while its payment can still succeed.
  const { db } = sale.server;
  await db.model("Order").updateOne({ _id: order.id }, { status: "cancelled" });
  await db.model("Drop").updateOne({ _id: drop.id }, { "pools.0.reserved": 0, "pools.0.free": 1 });
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  await eventually(async () =>
    expect(await sale.stripe.refundsOf(paymentId)).toMatchObject([{ amount: 30_000 }]),
  );
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("refunded"));
  expect((await stockNow(drop.id)).sold).toBe(0);
});

test("another amount than the order's total is given back and sells nothing (invariant 8)", async () => {
  const { ann, drop, order, clientSecret, paymentId } = await beginPaying();
  await sale.server.db.model("Order").updateOne({ _id: order.id }, { "totals.total.amount": 29_999 });
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  await eventually(async () =>
    expect(await sale.stripe.refundsOf(paymentId)).toMatchObject([{ amount: 30_000 }]),
  );
  await eventually(async () =>
    expect(["cancelled", "refunded"]).toContain((await orderNow(ann, order)).status),
  );
  await eventually(async () =>
    expect(await stockNow(drop.id)).toEqual({ allocated: 1, available: 1, held: 0, sold: 0 }),
  );
});

test("Stripe breaks down and remembers it: the next try opens one payment all the same (invariant 6)", async () => {
  const { ann, drop, hold } = await begin();
  await breakDown();
  expect(await tryCheckout(ann, hold.id)).toMatchObject(unavailable);
  const { order, clientSecret } = must(await tryCheckout(ann, hold.id));
  expect(await sale.stripe.paymentsOf(order.id)).toHaveLength(1);
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  await ann.must(routes.confirmPayment, { params: { orderId: order.id } });
  expect(await stockNow(drop.id)).toEqual({ allocated: 1, available: 0, held: 0, sold: 1 });
});

test("Stripe breaks down, yet a payment came of it: that one is taken, no second is opened (invariant 6)", async () => {
  const { ann, hold } = await begin();
  await refuse("/v1/payment_intents", 3);
  expect(await tryCheckout(ann, hold.id)).toMatchObject(unavailable);
  const [order] = await sale.server.db
    .model("Order")
    .find({ "lines.source.holdId": hold.id })
    .lean<{ _id: unknown }[]>();
  const orderId = String(order?._id);
  await sale.stripe.post("/v1/payment_intents", {
    amount: "30000",
    currency: "krw",
    "automatic_payment_methods[enabled]": "true",
    "metadata[orderId]": orderId,
  });
  await breakDown();
  const opened = must(await tryCheckout(ann, hold.id));
  const payments = await sale.stripe.paymentsOf(orderId);
  expect(payments.map(({ id }) => id)).toEqual([opened.clientSecret.split("_secret_")[0]]);
});

test("Stripe breaks down and the buyer gives up: the order ends, and its unit returns", async () => {
  const { ann, drop, hold } = await begin(5);
  await breakDown();
  expect(await tryCheckout(ann, hold.id)).toMatchObject(unavailable);
  await eventually(async () =>
    expect(await stockNow(drop.id)).toEqual({ allocated: 1, available: 1, held: 0, sold: 0 }),
  );
  expect(await tryCheckout(ann, hold.id)).toMatchObject({ ok: false, error: { code: "HOLD_EXPIRED" } });
  await sale.expectBalanced(drop.id);
});
