import { routes } from "@showdrop/shared";
import fc from "fast-check";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { addsUp } from "../payments/payment-records.store.ts";
import type { PaymentAccount } from "../payments/payments.ts";
import type { Client } from "../testing/harness.ts";
import { startOwnRedis } from "../testing/redis.ts";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";

const FEE_BASIS_POINTS = 333;
/** 3.33 % of 30,000 won, rounded down. */
const FEE = 999;

const Events = z.object({
  data: z.array(
    z.looseObject({ id: z.string(), created: z.number(), data: z.looseObject({ object: z.unknown() }) }),
  ),
});

/** The owner goes through the provider's pages. */
const openAccount = async (sale: Sale): Promise<void> => {
  const { host, shopId } = sale;
  const { url } = await host.must(routes.startOnboarding, { params: { shopId } });
  const answered = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ outcome: "complete" }),
    redirect: "manual",
  });
  expect(answered.headers.get("location")).toBe(
    new URL("/studio/payouts", sale.server.config.publicUrl).href,
  );
  await eventually(async () => {
    const page = await host.must(routes.readPayouts, { params: { shopId } });
    expect(page.account).toEqual({ state: "ready", needs: [], deadline: null });
  });
};

const recordOf = (sale: Sale, paymentId: string) =>
  sale.server.db.model("PaymentRecord").findById(paymentId).lean<PaymentAccount>();

const paymentOf = async (sale: Sale, orderId: string): Promise<string> => {
  const [payment] = await sale.stripe.paymentsOf(orderId);
  if (!payment) throw new Error("the order has a payment");
  return payment.id;
};

const refund = (sale: Sale, paymentId: string, amount: number) =>
  sale.stripe.post("/v1/refunds", {
    payment_intent: paymentId,
    amount: String(amount),
    reverse_transfer: "true",
    refund_application_fee: "true",
  });

const ofOrder = (client: Client, orderId: string) =>
  client.must(routes.readOrderPayment, { params: { orderId } });

let sale: Sale;
beforeAll(async () => {
  sale = await startSale({ server: { PLATFORM_FEE_BASIS_POINTS: String(FEE_BASIS_POINTS) } });
}, 60_000);
afterAll(() => sale.stop());

test("a shop without an account sells all the same: the operator takes it, and owes it", async () => {
  const { host, shopId } = sale;
  const buyer = await sale.server.person("early");
  const drop = await sale.drop();
  await sale.buy(buyer, drop.id);
  await eventually(async () => {
    const page = await host.must(routes.readPayouts, { params: { shopId } });
    expect(page).toMatchObject({
      account: { state: "none" },
      feeBasisPoints: FEE_BASIS_POINTS,
      sales: [{ currency: "KRW", captured: 30_000, returned: 0, fees: 0, heldByOperator: 30_000 }],
      balance: null,
      payouts: null,
    });
  });
});

describe("a shop with an account", () => {
  let buyer: Client;
  beforeAll(async () => {
    await openAccount(sale);
    buyer = await sale.server.person("buyer");
  });

  test("is paid each sale less the fee, and pays both back in proportion (invariant 10)", async () => {
    const { host, shopId } = sale;
    const drop = await sale.drop();
    const order = await sale.buy(buyer, drop.id);
    const paymentId = await paymentOf(sale, order.id);
    await eventually(async () =>
      expect(await recordOf(sale, paymentId)).toMatchObject({
        ...{ captured: 30_000, transferred: 30_000, reversed: 0, fee: FEE, feeReturned: 0 },
      }),
    );
    expect(await ofOrder(host, order.id)).toMatchObject({ fee: { amount: FEE, currency: "KRW" } });
    await refund(sale, paymentId, 10_000);
    await eventually(async () =>
      expect(await recordOf(sale, paymentId)).toMatchObject({
        ...{ returned: 10_000, reversed: 10_000, feeReturned: 333 },
      }),
    );
    const page = await host.must(routes.readPayouts, { params: { shopId } });
    const [balance] = page.balance ?? [];
    expect(balance).toMatchObject({ currency: "KRW", pending: 30_000 + 333, available: -10_000 - FEE });
    expect(page.payouts).toEqual([]);
    // Onboarding is a privileged action: one row.
    expect(await sale.server.db.model("AuditRow").countDocuments({ action: "payouts:onboard" })).toBe(1);
  });

  test("hears of a dispute with its deadline; the order stays paid, and a lost one stays lost", async () => {
    const { host, stripe } = sale;
    const page = await host.connect();
    const told = new Promise((done) =>
      page.socket.on("team", (...news) => news[1] === "dispute:changed" && done(news[2])),
    );
    const drop = await sale.drop();
    const order = await sale.buy(buyer, drop.id);
    const sold = (await sale.dropNow(drop.id)).stock.sold;
    const paymentId = await paymentOf(sale, order.id);
    const opened = z
      .object({ id: z.string() })
      .parse(await stripe.control("POST", "/disputes", { payment_intent: paymentId, reason: "fraudulent" }));
    expect(await told).toMatchObject({
      orderId: order.id,
      status: "needs_response",
      amount: order.totals.total,
    });
    page.close();
    const [dispute] = (await ofOrder(host, order.id)).disputes;
    expect(Date.parse(dispute?.respondBy ?? "")).toBeGreaterThan(Date.now());
    await stripe.control("POST", "/disputes/close", { dispute: opened.id, outcome: "lost" });
    await eventually(async () =>
      expect((await ofOrder(host, order.id)).disputes).toMatchObject([{ status: "lost", respondBy: null }]),
    );
    expect(await buyer.must(routes.readOrder, { params: { orderId: order.id } })).toMatchObject({
      status: "paid",
    });
    expect((await sale.dropNow(drop.id)).stock.sold).toBe(sold);
  });

  test("takes money later where the drop says so: authorised, then captured once", async () => {
    const { host, stripe } = sale;
    const drop = await sale.drop({ capture: "manual" });
    const { order, clientSecret } = await sale.checkout(buyer, must(await sale.hold(buyer, drop.id)));
    expect(await stripe.pay(clientSecret)).toBe("requires_capture");
    await eventually(async () =>
      expect(await buyer.must(routes.readOrder, { params: { orderId: order.id } })).toMatchObject({
        status: "authorised",
      }),
    );
    const { captured, captureBefore } = await ofOrder(host, order.id);
    expect(captured.amount).toBe(0);
    // As long as a card's authorisation, not as a hold.
    expect(Date.parse(captureBefore ?? "")).toBeGreaterThan(Date.now() + 6 * 24 * 3_600_000);
    expect(await host.must(routes.capturePayment, { params: { orderId: order.id } })).toMatchObject({
      status: "paid",
    });
    expect(await host.must(routes.capturePayment, { params: { orderId: order.id } })).toMatchObject({
      status: "paid",
    });
    const audits = { action: "payment:capture", subject: `order:${order.id}` };
    expect(await sale.server.db.model("AuditRow").countDocuments(audits)).toBe(1);
    await eventually(async () =>
      expect(await ofOrder(host, order.id)).toMatchObject({ fee: { amount: FEE } }),
    );
    await sale.expectBalanced(drop.id);
  });

  test("an authorisation that is let go ends its order, and the unit returns (invariant 12)", async () => {
    const { stripe } = sale;
    const drop = await sale.drop({ capture: "manual", quantity: 1 });
    const { order, clientSecret } = await sale.checkout(buyer, must(await sale.hold(buyer, drop.id)));
    await stripe.pay(clientSecret);
    const status = async () => (await buyer.must(routes.readOrder, { params: { orderId: order.id } })).status;
    await eventually(async () => expect(await status()).toBe("authorised"));
    expect((await sale.dropNow(drop.id)).stock).toMatchObject({ available: 0, held: 1 });
    await stripe.post(`/v1/payment_intents/${await paymentOf(sale, order.id)}/cancel`, {});
    await eventually(async () => expect(await status()).toBe("cancelled"));
    await eventually(async () =>
      expect((await sale.dropNow(drop.id)).stock).toMatchObject({ available: 1, held: 0, sold: 0 }),
    );
    await sale.expectBalanced(drop.id);
  });

  test("what lost webhooks left is made good from the list of events", async () => {
    const { host, stripe } = sale;
    const drop = await sale.drop();
    const order = await sale.buy(buyer, drop.id);
    const paymentId = await paymentOf(sale, order.id);
    await stripe.control("POST", "/webhooks", { count: 7, behaviour: { kind: "drop" } });
    await refund(sale, paymentId, 4_000);
    await stripe.control("POST", "/disputes", { payment_intent: paymentId });
    await eventually(async () => {
      expect(await ofOrder(host, order.id)).toMatchObject({
        returned: { amount: 4_000 },
        disputes: [{ status: "needs_response", amount: { amount: 26_000 } }],
      });
    }, 60_000);
  }, 90_000);

  test("any order of a story's events ends in the same state (invariant 9)", async () => {
    const { host, stripe, server } = sale;
    const secret = stripe.env.STRIPE_WEBHOOK_SECRET ?? "";
    const deliver = async (event: object): Promise<void> => {
      const payload = JSON.stringify(event);
      const header = Stripe.webhooks.generateTestHeaderString({ payload, secret });
      const answer = await fetch(`${server.url}/webhooks/stripe`, {
        method: "POST",
        headers: { "stripe-signature": header, "content-type": "application/json" },
        body: payload,
      });
      expect(answer.status).toBe(200);
    };
    const drop = await sale.drop({ quantity: 50, perCustomer: 50 });
    const permutation = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(permutation, async (keys) => {
        await stripe.control("POST", "/webhooks", { count: 14, behaviour: { kind: "drop" } });
        const { order, clientSecret } = await sale.checkout(buyer, must(await sale.hold(buyer, drop.id)));
        await stripe.pay(clientSecret);
        const paymentId = await paymentOf(sale, order.id);
        await refund(sale, paymentId, 7_000);
        const dispute = z
          .object({ id: z.string() })
          .parse(await stripe.control("POST", "/disputes", { payment_intent: paymentId }));
        await stripe.control("POST", "/disputes/close", { dispute: dispute.id, outcome: "won" });
        const listed = await fetch(`${stripe.env.STRIPE_API_URL}/v1/events?limit=100`, {
          headers: { authorization: `Bearer ${stripe.env.STRIPE_SECRET_KEY}` },
        });
        const story = Events.parse(await listed.json()).data.filter((event) =>
          JSON.stringify(event.data.object).includes(paymentId),
        );
        expect(story.length).toBeGreaterThanOrEqual(6);
        const shuffled = story
          .map((event, index) => ({ event, key: keys[index % keys.length] ?? 0 }))
          .toSorted((a, b) => a.key - b.key);
        for (const { event } of shuffled) await deliver(event);
        expect(await host.must(routes.readOrder, { params: { orderId: order.id } })).toMatchObject({
          status: "partly_refunded",
        });
        expect(await recordOf(sale, paymentId)).toMatchObject({
          ...{ captured: 30_000, returned: 7_000, transferred: 30_000, reversed: 7_000, feeReturned: 233 },
        });
        expect((await ofOrder(host, order.id)).disputes).toMatchObject([{ id: dispute.id, status: "won" }]);
      }),
      { numRuns: 6 },
    );
    await sale.expectBalanced(drop.id);
  }, 120_000);

  test("whatever is given back, in parts: refunds stay within captures, reversals within transfers, and the books balance (invariant 10)", async () => {
    const drop = await sale.drop({ quantity: 50, perCustomer: 50 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 5 }),
        async (parts) => {
          const order = await sale.buy(buyer, drop.id);
          const paymentId = await paymentOf(sale, order.id);
          for (const part of parts) await refund(sale, paymentId, part);
          const given = (await sale.stripe.refundsOf(paymentId)).reduce((sum, { amount }) => sum + amount, 0);
          expect(given).toBeLessThanOrEqual(30_000);
          const record = await eventually(async () => {
            const found = await recordOf(sale, paymentId);
            expect(found?.returned).toBe(given);
            return found;
          });
          if (!record) throw new Error("there is a record");
          expect(addsUp(record)).toBe(true);
          expect(record.reversed).toBe(given);
          expect(record.feeReturned).toBe(given === 30_000 ? FEE : Math.floor((FEE * given) / 30_000));
        },
      ),
      { numRuns: 6 },
    );
  }, 120_000);
});

test("too many declined cards end the payment, and the next checkout is refused", async () => {
  // Of its own: elsewhere everybody's sign-ups count against the one address they come from.
  const redis = await startOwnRedis();
  const strict = await startSale({ server: { RATE_LIMIT_SCALE: "1", REDIS_URL: redis.url } });
  onTestFinished(async () => {
    await strict.stop();
    await redis.kill();
  });
  const { stripe } = strict;
  const thief = await strict.server.person("thief");
  const drop = await strict.drop();
  const { order, clientSecret } = await strict.checkout(thief, must(await strict.hold(thief, drop.id)));
  for (let card = 0; card < 11; card++) await stripe.pay(clientSecret, "4000000000000002");
  await eventually(async () =>
    expect(await thief.must(routes.readOrder, { params: { orderId: order.id } })).toMatchObject({
      status: "cancelled",
    }),
  );
  const hold = must(await strict.hold(thief, drop.id));
  const again = await thief.call(routes.openCheckout, {
    params: { shopId: strict.shopId },
    body: { holdIds: [hold.id], address: order.address },
  });
  expect(again).toMatchObject({ ok: false, error: { code: "TOO_MANY_REQUESTS" } });
}, 60_000);
