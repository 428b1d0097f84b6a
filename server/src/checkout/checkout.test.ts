import { createHmac } from "node:crypto";
import { type Order, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../testing/harness.ts";
import { address, eventually, must, type Sale, startSale } from "../testing/sale.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
});
afterAll(() => sale.stop());

const orderNow = (client: Client, order: Order) =>
  client.must(routes.readOrder, { params: { orderId: order.id } });
const begin = async (holdSeconds = 60) => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 1, holdSeconds });
  const hold = must(await sale.hold(ann, drop.id));
  return { ann, drop, hold, ...(await sale.checkout(ann, hold)) };
};

test("a purchase ends as one paid order that buyer and team hear of", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 3 });
  const [hers, team] = await Promise.all([ann.connect(), sale.host.connect()]);
  const heard: unknown[] = [];
  hers.socket.on("person", (event: string, data: { status: string }) =>
    heard.push(`${event} ${data.status}`),
  );
  const arrived: unknown[] = [];
  team.socket.on("team", (shopId: string, event: string, order: Order) =>
    arrived.push([shopId, event, order.id]),
  );

  const hold = must(await sale.hold(ann, drop.id, 2));
  const { order, clientSecret } = await sale.checkout(ann, hold);
  expect(order).toMatchObject({
    status: "pending_payment",
    totals: { total: { amount: 60_000, currency: "KRW" } },
    address,
    lines: [
      {
        ...{ title: "Moon bowl", variantName: "White", quantity: 2 },
        source: { kind: "drop", dropId: drop.id, holdId: hold.id },
      },
    ],
  });
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  await eventually(async () => expect(await orderNow(ann, order)).toMatchObject({ status: "paid" }));
  await eventually(() => {
    expect(heard).toContain("hold:changed committed");
    expect(heard).toContain("order:changed paid");
    expect(arrived).toEqual([[sale.shopId, "order:paid", order.id]]);
  });
  expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 3, available: 1, held: 0, sold: 2 });
  await sale.expectBalanced(drop.id);
  const mine = await ann.must(routes.listMyOrders);
  const shops = await sale.host.must(routes.listShopOrders, { params: { shopId: sale.shopId } });
  expect(mine.items.map(({ id }) => id)).toEqual([order.id]);
  expect(shops.items[0]).toMatchObject({ id: order.id, buyer: { displayName: "ann" }, address });
  hers.close();
  team.close();
});

test("checking out again gives the same order and payment, with the new address (invariant 6)", async () => {
  const { ann, hold, order, clientSecret } = await begin();
  const moved = { ...address, city: "Busan" };
  const again = await Promise.all([
    ann.must(routes.openCheckout, {
      params: { shopId: sale.shopId },
      body: { holdIds: [hold.id], address: moved },
    }),
    ann.must(routes.openCheckout, {
      params: { shopId: sale.shopId },
      body: { holdIds: [hold.id], address: moved },
    }),
  ]);
  for (const next of again) expect([next.order.id, next.clientSecret]).toEqual([order.id, clientSecret]);
  expect((await orderNow(ann, order)).address?.city).toBe("Busan");
  expect(await sale.stripe.paymentsOf(order.id)).toHaveLength(1);
});

test("a declined card keeps the hold; another card pays the same order", async () => {
  const { ann, drop, order, clientSecret } = await begin();
  expect(await sale.stripe.pay(clientSecret, "4000000000009995")).toBe("card_declined");
  expect(await ann.must(routes.confirmPayment, { params: { orderId: order.id } })).toMatchObject({
    status: "pending_payment",
  });
  expect((await sale.dropNow(drop.id)).stock).toMatchObject({ held: 1, sold: 0 });
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
  expect(await ann.must(routes.confirmPayment, { params: { orderId: order.id } })).toMatchObject({
    status: "paid",
  });
});

test("the webhook comes twice, and before the buyer's page asks: one order, one commit (invariant 9)", async () => {
  await sale.stripe.control("POST", "/webhooks", {
    types: ["payment_intent.succeeded"],
    behaviour: { kind: "duplicate" },
  });
  const { ann, drop, order, clientSecret } = await begin();
  await sale.stripe.pay(clientSecret);
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("paid"));
  await ann.must(routes.confirmPayment, { params: { orderId: order.id } });
  await eventually(async () =>
    expect((await sale.dropNow(drop.id)).stock).toMatchObject({ sold: 1, held: 0 }),
  );
  await sale.expectBalanced(drop.id);
});

test("events in the wrong order end in the same state", async () => {
  const { ann, drop, order, clientSecret } = await begin();
  await sale.stripe.control("POST", "/webhooks", { count: 10, behaviour: { kind: "hold" } });
  await sale.stripe.pay(clientSecret, "4000000000000002");
  await sale.stripe.pay(clientSecret);
  await sale.stripe.control("POST", "/webhooks/release", { order: "reverse" });
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("paid"));
  await sale.expectBalanced(drop.id);
});

test("a lost webhook is made good by asking", async () => {
  const { ann, order, clientSecret } = await begin();
  await sale.stripe.control("POST", "/webhooks", { count: 5, behaviour: { kind: "drop" } });
  await sale.stripe.pay(clientSecret);
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("paid"), 40_000);
}, 60_000);

/** A webhook's event, signed as Stripe signs. */
const deliver = (body: string, t: number, secret: string) =>
  fetch(`${sale.server.url}/webhooks/stripe`, {
    method: "POST",
    headers: {
      "stripe-signature": `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`,
    },
    body,
  });
const secondsNow = () => Math.floor(Date.now() / 1000);
const signingSecret = () => sale.stripe.env.STRIPE_WEBHOOK_SECRET ?? "";

test("events of another application on the same account are taken and change nothing", async () => {
  for (const [type, object] of [
    [
      "payment_intent.succeeded",
      { id: "pi_theirs", object: "payment_intent", status: "succeeded", currency: "gbp", metadata: {} },
    ],
    [
      "payment_intent.succeeded",
      { id: "pi_theirs", object: "payment_intent", status: "unheard_of", metadata: { orderId: "1001" } },
    ],
    ["charge.refunded", { id: "ch_theirs", object: "charge", payment_intent: "pi_theirs", refunded: true }],
  ] as const) {
    const body = JSON.stringify({
      id: `evt_theirs_${object.id}_${type}`,
      object: "event",
      livemode: false,
      type,
      data: { object },
    });
    const response = await deliver(body, secondsNow(), signingSecret());
    expect([response.status, await response.json()]).toEqual([200, { received: true }]);
  }
});

test("a webhook that is too large is refused in words, not with a stack", async () => {
  const response = await deliver("x".repeat(1_100_000), secondsNow(), signingSecret());
  expect([response.status, await response.json()]).toMatchObject([413, { error: { code: "TOO_LARGE" } }]);
});

test("a forged or stale signature is refused and changes nothing", async () => {
  const { ann, order } = await begin();
  const [payment] = await sale.stripe.paymentsOf(order.id);
  const body = JSON.stringify({
    id: "evt_forged",
    object: "event",
    livemode: false,
    type: "payment_intent.succeeded",
    data: {
      object: { ...payment, object: "payment_intent", status: "succeeded", metadata: { orderId: order.id } },
    },
  });
  const [now, secret] = [secondsNow(), signingSecret()];
  for (const response of [
    await deliver(body, now, "whsec_forged"),
    await deliver(body, now - 3600, secret),
    await deliver(body, now + 3600, secret),
  ])
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: { code: "SIGNATURE_INVALID" } },
    ]);
  expect((await orderNow(ann, order)).status).toBe("pending_payment");
});

test("an order that is not paid in time is cancelled with its payment, and the unit returns (invariant 12)", async () => {
  const { ann, drop, order, clientSecret } = await begin(5);
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("cancelled"), 20_000);
  expect(await sale.stripe.paymentsOf(order.id)).toMatchObject([{ status: "canceled" }]);
  expect((await sale.dropNow(drop.id)).stock).toMatchObject({ available: 1, held: 0 });
  expect(await sale.stripe.pay(clientSecret)).toBe("payment_intent_unexpected_state");
  await sale.expectBalanced(drop.id);
}, 30_000);

test("while Stripe does not answer, a due unit is set aside; paid in the end, it is sold (invariants 7 and 12)", async () => {
  const { ann, drop, order, clientSecret } = await begin(5);
  await sale.stripe.control("POST", "/webhooks", { count: 5, behaviour: { kind: "drop" } });
  await sale.stripe.control("POST", "/responses", {
    path: "/v1/payment_intents/*/cancel",
    count: 3,
    fault: { kind: "refuse", status: 503 },
  });
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("expiring"), 20_000);
  await sale.stripe.pay(clientSecret);
  await eventually(async () => expect((await orderNow(ann, order)).status).toBe("paid"), 20_000);
  expect((await sale.dropNow(drop.id)).stock).toEqual({ allocated: 1, available: 0, held: 0, sold: 1 });
  await sale.expectBalanced(drop.id);
}, 60_000);

test("a response lost after Stripe executed the call leaves one payment (invariant 6)", async () => {
  await sale.stripe.control("POST", "/responses", {
    method: "POST",
    path: "/v1/payment_intents",
    fault: { kind: "lose" },
  });
  const { order, clientSecret } = await begin();
  expect(await sale.stripe.paymentsOf(order.id)).toHaveLength(1);
  expect(await sale.stripe.pay(clientSecret)).toBe("succeeded");
});

test("Stripe down at checkout: the buyer is told, the unit stays theirs, and they try again", async () => {
  const ann = await sale.server.person("ann");
  const drop = await sale.drop({ quantity: 1 });
  const hold = must(await sale.hold(ann, drop.id));
  await sale.stripe.control("POST", "/responses", {
    method: "POST",
    path: "/v1/payment_intents",
    count: 3,
    fault: { kind: "refuse", status: 503 },
  });
  const down = await ann.call(routes.openCheckout, {
    params: { shopId: sale.shopId },
    body: { holdIds: [hold.id], address },
  });
  expect(down).toMatchObject({ ok: false, error: { code: "PAYMENT_UNAVAILABLE" } });
  expect((await sale.dropNow(drop.id)).stock.held).toBe(1);
  const { order, clientSecret } = await sale.checkout(ann, hold);
  await sale.stripe.pay(clientSecret);
  expect(await ann.must(routes.confirmPayment, { params: { orderId: order.id } })).toMatchObject({
    status: "paid",
  });
});

test("giving a hold back while paying cancels the payment first; after paying it is too late", async () => {
  const { ann, drop, hold, order } = await begin();
  await ann.must(routes.releaseHold, { params: { holdId: hold.id } });
  expect(await orderNow(ann, order)).toMatchObject({ status: "cancelled" });
  expect(await sale.stripe.paymentsOf(order.id)).toMatchObject([{ status: "canceled" }]);
  expect((await sale.dropNow(drop.id)).stock.available).toBe(1);
  const again = await begin();
  await sale.stripe.pay(again.clientSecret);
  const late = await again.ann.call(routes.releaseHold, { params: { holdId: again.hold.id } });
  expect(late).toMatchObject({ ok: false, error: { code: "ORDER_ALREADY_PAID" } });
});

test("an order is its buyer's and the shop's alone (invariant 18)", async () => {
  const { order, hold } = await begin();
  const eve = await sale.server.person("eve");
  for (const result of [
    await eve.call(routes.readOrder, { params: { orderId: order.id } }),
    await eve.call(routes.confirmPayment, { params: { orderId: order.id } }),
    await eve.call(routes.openCheckout, {
      params: { shopId: sale.shopId },
      body: { holdIds: [hold.id], address },
    }),
  ])
    expect(result).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  const list = await eve.call(routes.listShopOrders, { params: { shopId: sale.shopId } });
  expect(list).toMatchObject({ ok: false, error: { code: "NOT_ALLOWED" } });
});
