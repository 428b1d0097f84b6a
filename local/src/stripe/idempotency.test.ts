import { expect, test } from "vitest";
import { errorOf, PUBLISHABLE_KEY, SECRET_KEY, sdk, simulate } from "./testing.ts";

const tenDollars = { amount: 1000, currency: "usd" };

/** A raw POST, to see status, headers and body as they are. */
async function post(url: string, path: string, key: string, params: Record<string, string>) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { Authorization: `Bearer ${SECRET_KEY}`, "Idempotency-Key": key },
    body: new URLSearchParams(params),
  });
  return {
    status: response.status,
    replayed: response.headers.get("idempotent-replayed"),
    key: response.headers.get("idempotency-key"),
    shouldRetry: response.headers.get("stripe-should-retry"),
    requestId: response.headers.get("request-id"),
    body: await response.text(),
  };
}

test("the same key and parameters, in any order, replay the same answer", async () => {
  const { url, stripe } = await simulate();
  const first = await post(url, "/v1/payment_intents", "k1", {
    amount: "1000",
    currency: "usd",
    "metadata[a]": "1",
    "metadata[b]": "2",
  });
  const second = await post(url, "/v1/payment_intents", "k1", {
    "metadata[b]": "2",
    "metadata[a]": "1",
    currency: "usd",
    amount: "1000",
  });
  expect(first).toMatchObject({ status: 200, replayed: null, key: "k1" });
  expect(second).toMatchObject({ status: 200, replayed: "true", key: "k1", body: first.body });
  expect(second.requestId).not.toBe(first.requestId);
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("a replay shows the first answer, not the present state", async () => {
  const { stripe } = await simulate();
  const options = { idempotencyKey: "hold_1" };
  const created = await stripe.paymentIntents.create(tenDollars, options);
  await stripe.paymentIntents.cancel(created.id);
  const replayed = await stripe.paymentIntents.create(tenDollars, options);
  expect(replayed).toMatchObject({ id: created.id, status: "requires_payment_method" });
});

test("a decline is replayed too, and charges nobody twice", async () => {
  const { stripe } = await simulate();
  const params = { ...tenDollars, confirm: true, payment_method: "pm_card_chargeDeclined" };
  const first = await errorOf(stripe.paymentIntents.create(params, { idempotencyKey: "k" }));
  const second = await errorOf(stripe.paymentIntents.create(params, { idempotencyKey: "k" }));
  expect(first).toMatchObject({ statusCode: 402, code: "card_declined" });
  expect(second).toMatchObject({ statusCode: 402, code: "card_declined", charge: first.charge });
  expect(second.headers?.["idempotent-replayed"]).toBe("true");
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("a 500 is replayed and leaves nothing behind; another key goes through", async () => {
  const { url, stripe, control } = await simulate();
  await control("POST", "/responses", {
    method: "POST",
    path: "/v1/payment_intents",
    fault: { kind: "fail" },
  });
  const params = { amount: "1000", currency: "usd" };
  const first = await post(url, "/v1/payment_intents", "k1", params);
  const second = await post(url, "/v1/payment_intents", "k1", params);
  expect(first).toMatchObject({ status: 500, replayed: null });
  expect(second).toMatchObject({ status: 500, replayed: "true", shouldRetry: "false", body: first.body });
  expect((await stripe.paymentIntents.list()).data).toEqual([]);
  expect(await post(url, "/v1/payment_intents", "k2", params)).toMatchObject({ status: 200, replayed: null });
});

test("other parameters, or another endpoint, under the same key are an idempotency error", async () => {
  const { stripe } = await simulate();
  const intent = await stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" });
  const other = await errorOf(
    stripe.paymentIntents.create({ ...tenDollars, amount: 2000 }, { idempotencyKey: "k" }),
  );
  expect(other).toMatchObject({
    type: "StripeIdempotencyError",
    statusCode: 400,
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'k' if you meant to execute a different request.",
  });
  const elsewhere = await errorOf(stripe.paymentIntents.cancel(intent.id, {}, { idempotencyKey: "k" }));
  expect(elsewhere).toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 });
  expect(elsewhere.message).toContain(`('/v1/payment_intents/${intent.id}/cancel' vs '/v1/payment_intents')`);
});

test("parameters refused before execution leave the key free", async () => {
  const { stripe } = await simulate();
  const wrong = { ...tenDollars, colour: "red" };
  expect(await errorOf(stripe.paymentIntents.create(wrong, { idempotencyKey: "k" }))).toMatchObject({
    code: "parameter_unknown",
  });
  const intent = await stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" });
  expect(intent.amount).toBe(1000);
});

test("while the first request executes, the same key is in use", async () => {
  const { url, stripe, control } = await simulate();
  await control("POST", "/responses", {
    method: "POST",
    path: "/v1/payment_intents",
    fault: { kind: "delay", milliseconds: 250, when: "before" },
  });
  const params = { amount: "1000", currency: "usd" };
  const answers = await Promise.all([1, 2, 3].map(() => post(url, "/v1/payment_intents", "k", params)));
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409]);
  const busy = answers.find((answer) => answer.status === 409);
  expect(JSON.parse(busy?.body ?? "")).toMatchObject({ error: { code: "idempotency_key_in_use" } });

  expect(await post(url, "/v1/payment_intents", "k", params)).toMatchObject({
    status: 200,
    replayed: "true",
  });
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1);
});

test("a response lost after executing: the SDK's own retry gets the same PaymentIntent", async () => {
  const { url, stripe, control } = await simulate();
  const losing = { method: "POST", path: "/v1/payment_intents", fault: { kind: "lose" }, count: 2 };
  await control("POST", "/responses", losing);
  const patient = sdk(url, SECRET_KEY, 2);
  const intent = await patient.paymentIntents.create(tenDollars, { idempotencyKey: "hold_1" });
  expect(intent.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect((await stripe.paymentIntents.list()).data.map((found) => found.id)).toEqual([intent.id]);
});

test.each([429, 409, 500, 503])("a %i before executing leaves the key free", async (status) => {
  const { stripe, control } = await simulate();
  await control("POST", "/responses", { path: "/v1/payment_intents", fault: { kind: "refuse", status } });
  const refused = await errorOf(stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" }));
  expect(refused.statusCode).toBe(status);
  const intent = await stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" });
  expect(intent.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
});

test("a key is forgotten after a day", async () => {
  const { stripe, control } = await simulate();
  const first = await stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" });
  await control("POST", "/clock/advance", { seconds: 24 * 3600 });
  const second = await stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" });
  expect(second.id).not.toBe(first.id);
});

test("a browser cannot read the shop's answers by its keys", async () => {
  const { url, stripe } = await simulate();
  const intent = await stripe.paymentIntents.create({ ...tenDollars, metadata: { order: "o1" } });
  const path = `/v1/payment_intents/${intent.id}/confirm`;
  const params = { payment_method: "pm_card_visa", client_secret: intent.client_secret ?? "" };
  expect(await post(url, path, "k", params)).toMatchObject({ status: 200 });
  const stolen = await fetch(url + path, {
    method: "POST",
    headers: { Authorization: `Bearer ${PUBLISHABLE_KEY}`, "Idempotency-Key": "k" },
    body: new URLSearchParams(params),
  });
  expect(stolen.status).toBe(400);
  expect(await stolen.text()).not.toContain("o1");
});
