import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { expect, onTestFinished, test } from "vitest";
import { answerBank, errorOf, receive, simulate, WEBHOOK_SECRET } from "./testing.ts";
import { sign } from "./webhooks.ts";

const tenDollars = { amount: 1000, currency: "usd" };
const paidAtOnce = { ...tenDollars, confirm: true, payment_method: "pm_card_visa" };

test("every step of a payment is told, signed, with the object as it was", async () => {
  const shop = await receive();
  const { stripe } = await simulate({ webhookUrl: shop.url });
  const intent = await stripe.paymentIntents.create(
    { ...tenDollars, metadata: { order: "o1" } },
    { idempotencyKey: "hold_1" },
  );
  expect(await shop.types(1)).toEqual(["payment_intent.created"]);
  const [created] = shop.events;
  expect(created).toMatchObject({
    object: "event",
    api_version: "2026-10-28.endive",
    livemode: false,
    pending_webhooks: 1,
    request: { id: intent.lastResponse.requestId, idempotency_key: "hold_1" },
    data: { object: { id: intent.id, status: "requires_payment_method", metadata: { order: "o1" } } },
  });

  await errorOf(stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_chargeDeclined" }));
  await shop.types(3);
  const asked = await stripe.paymentIntents.confirm(intent.id, {
    payment_method: "pm_card_authenticationRequired",
  });
  await shop.types(4);
  await answerBank(asked, "complete");
  await shop.types(6);
  await stripe.refunds.create({ payment_intent: intent.id });
  const types = await shop.types(9);
  expect(types.slice(1, 3).toSorted()).toEqual(["charge.failed", "payment_intent.payment_failed"]);
  expect(types[3]).toBe("payment_intent.requires_action");
  expect(types.slice(4, 6).toSorted()).toEqual(["charge.succeeded", "payment_intent.succeeded"]);
  expect(types.slice(6).toSorted()).toEqual(["charge.refunded", "refund.created", "refund.updated"]);
  expect(shop.refused).toEqual([]);

  const kept = await stripe.events.list({ type: "payment_intent.*", limit: 100 });
  expect(kept.data.map((event) => event.type)).toEqual([
    "payment_intent.succeeded",
    "payment_intent.requires_action",
    "payment_intent.payment_failed",
    "payment_intent.created",
  ]);
  expect(await stripe.events.retrieve(created?.id ?? "")).toMatchObject({ type: "payment_intent.created" });
});

test("capture, release and processing are told", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  const manual = { ...paidAtOnce, capture_method: "manual" as const };
  await stripe.paymentIntents.capture((await stripe.paymentIntents.create(manual)).id);
  await stripe.paymentIntents.cancel((await stripe.paymentIntents.create(manual)).id);
  await control("POST", "/payments", { seconds: 5 });
  await stripe.paymentIntents.create(paidAtOnce);
  await control("POST", "/clock/advance", { seconds: 5 });
  expect((await shop.types(14)).toSorted()).toEqual(
    [
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.amount_capturable_updated",
      "charge.captured",
      "payment_intent.succeeded",

      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.amount_capturable_updated",
      "charge.refunded",
      "payment_intent.canceled",

      "payment_intent.created",
      "payment_intent.processing",
      "charge.succeeded",
      "payment_intent.succeeded",
    ].toSorted(),
  );
});

test("the SDK accepts the signature, and nothing that differs from what was signed", () => {
  const now = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({ id: "evt_1", object: "event" });
  const check = (payload: string, header: string) => () =>
    Stripe.webhooks.constructEvent(payload, header, WEBHOOK_SECRET);
  expect(check(body, sign(body, WEBHOOK_SECRET, now))()).toMatchObject({ id: "evt_1" });
  expect(check(`${body} `, sign(body, WEBHOOK_SECRET, now))).toThrow(/No signatures found/);
  expect(check(body, sign(body, "whsec_other", now))).toThrow(/No signatures found/);
  expect(check(body, sign(body, WEBHOOK_SECRET, now - 301))).toThrow(/outside the tolerance/);
});

test("duplicated: the same event arrives twice", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  await control("POST", "/webhooks", {
    types: ["payment_intent.succeeded"],
    behaviour: { kind: "duplicate" },
  });
  await stripe.paymentIntents.create(paidAtOnce);
  const types = await shop.types(4);
  const succeeded = shop.events.filter((event) => event.type === "payment_intent.succeeded");
  expect(types.toSorted()).toEqual([
    "charge.succeeded",
    "payment_intent.created",
    "payment_intent.succeeded",
    "payment_intent.succeeded",
  ]);
  expect(new Set(succeeded.map((event) => event.id)).size).toBe(1);
});

test("dropped: the event never arrives, is listed as undelivered, and can be redelivered", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  await control("POST", "/webhooks", { types: ["payment_intent.succeeded"], behaviour: { kind: "drop" } });
  await stripe.paymentIntents.create(paidAtOnce);
  await shop.types(2);
  const { deliveries } = await control("GET", "/webhooks/deliveries");
  const dropped = deliveries.find((delivery: { state: string }) => delivery.state === "dropped");
  expect(dropped).toMatchObject({ type: "payment_intent.succeeded", attempts: [] });
  expect((await stripe.events.list({ delivery_success: false })).data.map((event) => event.id)).toContain(
    dropped.event,
  );
  expect(await control("POST", "/webhooks/redeliver", { event: dropped.event })).toEqual({
    redelivered: true,
  });
  expect((await shop.types(3)).at(-1)).toBe("payment_intent.succeeded");
});

test("reordered: the next three arrive last first", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  await control("POST", "/webhooks", { count: 3, behaviour: { kind: "reorder" } });
  await stripe.paymentIntents.create(paidAtOnce);
  expect(await shop.types(3)).toEqual([
    "payment_intent.succeeded",
    "charge.succeeded",
    "payment_intent.created",
  ]);
});

test("held: nothing arrives until released, in the order asked for", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  await control("POST", "/webhooks", { count: 3, behaviour: { kind: "hold" } });
  await stripe.paymentIntents.create(paidAtOnce);
  await stripe.customers.create();
  expect(await shop.types(1)).toEqual(["customer.created"]);
  expect(await control("POST", "/webhooks/release", { order: "reverse" })).toEqual({ released: 3 });
  expect(await shop.types(4)).toEqual([
    "customer.created",
    "payment_intent.succeeded",
    "charge.succeeded",
    "payment_intent.created",
  ]);
});

test("forged and stale first attempts are refused by the SDK, the genuine retry is accepted", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  await control("POST", "/webhooks", { behaviour: { kind: "forge" } });
  await stripe.customers.create();
  await shop.types(1);
  expect(shop.refused).toEqual([expect.stringContaining("No signatures found")]);

  await control("POST", "/webhooks", { behaviour: { kind: "stale", seconds: 600 } });
  await stripe.customers.create();
  await shop.types(2);
  expect(shop.refused).toHaveLength(2);
  expect(shop.refused[1]).toContain("Timestamp outside the tolerance zone");
});

test("a webhook can arrive before the answer to the request that caused it", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  await control("POST", "/responses", {
    method: "POST",
    fault: { kind: "delay", milliseconds: 300, when: "after" },
  });
  const order: string[] = [];
  await Promise.all([
    stripe.customers.create().then(() => order.push("answer")),
    shop.types(1).then(() => order.push("webhook")),
  ]);
  expect(order).toEqual(["webhook", "answer"]);
});

test("a refused delivery is tried again until it is accepted", async () => {
  const shop = await receive();
  shop.answerWith(500);
  const { stripe, control } = await simulate({ webhookUrl: shop.url });
  await stripe.customers.create();
  await shop.until(() => shop.refused.length >= 2);
  shop.answerWith(200);
  expect(await shop.types(1)).toEqual(["customer.created"]);
  const id = shop.events[0]?.id ?? "";
  const { deliveries } = await control("GET", `/webhooks/deliveries?event=${id}`);
  const statuses = deliveries[0].attempts.map((attempt: { status: number }) => attempt.status);
  expect(statuses.slice(0, 2)).toEqual([500, 500]);
  expect(new Set(shop.refused)).toEqual(new Set([id]));
});

test("events wait for a receiver that is down, also across the simulator's own restart", async () => {
  const dir = await mkdtemp(join(tmpdir(), "stripe-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const first = await simulate({ dir, webhookUrl: await deadAddress() });
  const intent = await first.stripe.paymentIntents.create(paidAtOnce, { idempotencyKey: "hold_1" });
  await first.stop();

  const shop = await receive();
  const second = await simulate({ dir, webhookUrl: shop.url });
  expect((await shop.types(3)).toSorted()).toEqual([
    "charge.succeeded",
    "payment_intent.created",
    "payment_intent.succeeded",
  ]);
  expect(await second.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: "succeeded" });
  const replayed = await second.stripe.paymentIntents.create(paidAtOnce, { idempotencyKey: "hold_1" });
  expect(replayed.id).toBe(intent.id);
});

test("the endpoint can be set later, and taken away", async () => {
  const shop = await receive();
  const { stripe, control } = await simulate();
  await stripe.customers.create({ name: "unheard" });
  await control("PUT", "/webhooks/endpoint", { url: shop.url });
  await stripe.customers.create({ name: "heard" });
  await shop.types(1);
  expect(shop.events[0]?.data.object).toMatchObject({ name: "heard" });
});

/** An address where nobody listens. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no address");
  return `http://127.0.0.1:${address.port}/`;
}
