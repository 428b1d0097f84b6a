import { expect, test } from "vitest";
import { errorOf, PUBLISHABLE_KEY, SECRET_KEY, sdk, simulate } from "./testing.ts";

const tenDollars = { amount: 1000, currency: "usd" };

test("without a key, or with a wrong one, the answer is 401 in Stripe's shape", async () => {
  const { url } = await simulate();
  const none = await fetch(`${url}/v1/customers`);
  expect(none.status).toBe(401);
  expect(await none.json()).toMatchObject({
    error: { type: "invalid_request_error", message: expect.stringContaining("did not provide an API key") },
  });
  const wrong = await errorOf(sdk(url, "sk_test_somebodyelse").customers.list());
  expect(wrong).toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
  expect(wrong.message).toContain("Invalid API Key provided: sk_test_");
  expect(wrong.message).not.toContain("somebodyelse");
});

test("the key may also come as Basic authentication", async () => {
  const { url } = await simulate();
  const credentials = Buffer.from(`${SECRET_KEY}:`).toString("base64");
  const answer = await fetch(`${url}/v1/customers`, { headers: { Authorization: `Basic ${credentials}` } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("request-id")).toMatch(/^req_\w{24}$/);
});

test("every answer names its request and the version that was asked for", async () => {
  const { stripe } = await simulate();
  const customer = await stripe.customers.create({}, { apiVersion: "2024-06-20" });
  expect(customer.lastResponse).toMatchObject({ statusCode: 200, apiVersion: "2024-06-20" });
  expect(customer.lastResponse.requestId).toMatch(/^req_/);
});

test("an unknown route answers Stripe's 404", async () => {
  const { stripe } = await simulate();
  expect(await errorOf(stripe.rawRequest("GET", "/v1/unicorns"))).toMatchObject({
    statusCode: 404,
    message: expect.stringContaining("Unrecognized request URL (GET: /v1/unicorns)"),
  });
});

test.each([
  [{ colour: "red" }, "parameter_unknown", "colour"],
  [{ shipping: { name: "Ann", address: { city: "Seoul" }, box: "7" } }, "parameter_unknown", "shipping[box]"],
  [{ shipping: { address: { line1: "1 Long Street" } } }, "parameter_missing", "shipping[name]"],
  [{ amount: undefined }, "parameter_missing", "amount"],
  [{ currency: "" }, "parameter_invalid_empty", "currency"],
])("%o is refused with %s naming %s", async (extra, code, param) => {
  const { stripe } = await simulate();
  const params: Record<string, unknown> = Object.fromEntries(Object.entries({ ...tenDollars, ...extra }));
  expect(await errorOf(stripe.rawRequest("POST", "/v1/payment_intents", params))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    code,
    param,
  });
});

test("metadata takes any key and value within Stripe's limits", async () => {
  const { stripe } = await simulate();
  const kept = { 0: "zero", "한글 열쇠": "값 & = [x]", b: "x".repeat(500) };
  expect((await stripe.customers.create({ metadata: kept })).metadata).toEqual(kept);
  expect((await stripe.customers.create({ metadata: { 0: "a", 1: "b" } })).metadata).toEqual({
    0: "a",
    1: "b",
  });
  const keys = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "x"]));
  expect((await errorOf(stripe.customers.create({ metadata: keys }))).message).toContain("at most 50 keys");
  expect(await errorOf(stripe.customers.create({ metadata: { a: "x".repeat(501) } }))).toMatchObject({
    param: "metadata[a]",
  });
});

test("wrong choices, wrong shapes and bodies that are no form are refused", async () => {
  const { url, stripe } = await simulate();
  const choice = stripe.paymentIntents.create({ ...tenDollars, capture_method: "sometimes" });
  expect((await errorOf(choice)).message).toBe(
    "Invalid capture_method: must be one of automatic, automatic_async, manual",
  );
  const send = (body: string, type = "application/x-www-form-urlencoded") =>
    fetch(`${url}/v1/customers`, {
      method: "POST",
      headers: { Authorization: `Bearer ${SECRET_KEY}`, "Content-Type": type },
      body,
    });
  for (const body of [
    "email[a]=x",
    "email=a&email[b]=c",
    "a[[b]]=1",
    "[a]=1",
    "email=not-an-address",
    "__proto__[polluted]=1",
  ]) {
    expect((await send(body)).status, body).toBe(400);
  }
  expect((await send('{"email":"ann@example.com"}', "application/json")).status).toBe(400);
  expect((await send(`description=${"x".repeat(300_000)}`)).status).toBe(413);
});

test("related objects are expanded when asked, deep and within lists", async () => {
  const { stripe } = await simulate();
  const customer = await stripe.customers.create({ name: "Ann" });
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    customer: customer.id,
    confirm: true,
    payment_method: "pm_card_visa",
    expand: ["latest_charge.customer"],
  });
  expect(intent.latest_charge).toMatchObject({ object: "charge", customer: { name: "Ann" } });
  const list = await stripe.paymentIntents.list({ expand: ["data.payment_method"] });
  expect(list.data[0]?.payment_method).toMatchObject({ card: { last4: "4242" } });
  expect(await errorOf(stripe.paymentIntents.retrieve(intent.id, { expand: ["colour"] }))).toMatchObject({
    message: "This property cannot be expanded (colour).",
  });
});

test("customers are kept, changed, found by address and deleted", async () => {
  const { stripe } = await simulate();
  const ann = await stripe.customers.create({
    email: "ann@example.com",
    name: "Ann",
    metadata: { user: "u1" },
    address: { city: "Seoul", country: "KR" },
  });
  await stripe.customers.create({ email: "bob@example.com" });
  const changed = await stripe.customers.update(ann.id, { name: "", metadata: { seat: "7" } });
  expect(changed).toMatchObject({
    name: null,
    email: "ann@example.com",
    metadata: { user: "u1", seat: "7" },
    address: { city: "Seoul", country: "KR", line1: null },
  });
  const found = await stripe.customers.list({ email: "ann@example.com" });
  expect(found.data.map((customer) => customer.id)).toEqual([ann.id]);

  expect(await stripe.customers.del(ann.id)).toMatchObject({ id: ann.id, deleted: true });
  expect(await stripe.customers.retrieve(ann.id)).toMatchObject({ id: ann.id, deleted: true });
  expect((await stripe.customers.list()).data).toHaveLength(1);
  expect(await errorOf(stripe.paymentIntents.create({ ...tenDollars, customer: ann.id }))).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    param: "customer",
    message: `No such customer: '${ann.id}'`,
  });
});

test("lists page through everything once, forwards and backwards", async () => {
  const { stripe } = await simulate();
  const { id: customer } = await stripe.customers.create();
  const ids: string[] = [];
  for (let amount = 100; amount < 125; amount += 1) {
    const owner = amount % 5 === 0 ? {} : { customer };
    const intent = await stripe.paymentIntents.create({ amount, currency: "usd", ...owner });
    if (intent.customer !== null) ids.unshift(intent.id);
  }
  const walked: string[] = [];
  for await (const intent of stripe.paymentIntents.list({ customer, limit: 3 })) walked.push(intent.id);
  expect(walked).toEqual(ids);

  const back = await stripe.paymentIntents.list({ customer, limit: 4, ending_before: ids[10] ?? "" });
  expect(back.data.map((intent) => intent.id)).toEqual(ids.slice(6, 10));
  expect(back.has_more).toBe(true);
  const first = await stripe.paymentIntents.list({ customer, limit: 4, ending_before: ids[2] ?? "" });
  expect(first.data.map((intent) => intent.id)).toEqual(ids.slice(0, 2));
  expect(first.has_more).toBe(false);

  expect(await errorOf(stripe.paymentIntents.list({ starting_after: "pi_nowhere" }))).toMatchObject({
    code: "resource_missing",
    param: "starting_after",
  });
  expect((await errorOf(stripe.paymentIntents.list({ limit: 101 }))).param).toBe("limit");
});

test("lists filter by the time of creation", async () => {
  const { stripe, control } = await simulate();
  const old = await stripe.paymentIntents.create(tenDollars);
  await control("POST", "/clock/advance", { seconds: 1000 });
  const young = await stripe.paymentIntents.create(tenDollars);
  const ids = async (created: object) =>
    (await stripe.paymentIntents.list({ created })).data.map((intent) => intent.id);
  expect(await ids({ gte: old.created + 1 })).toEqual([young.id]);
  expect(await ids({ lt: young.created })).toEqual([old.id]);
  expect(await ids({ gte: old.created, lte: young.created })).toEqual([young.id, old.id]);
});

test("a browser confirms its own PaymentIntent and sees nothing of the shop's", async () => {
  const { stripe, browser } = await simulate();
  const intent = await stripe.paymentIntents.create({ ...tenDollars, metadata: { margin: "40%" } });
  const client_secret = intent.client_secret ?? "";
  const method = await browser.paymentMethods.create({
    type: "card",
    card: { number: "4242424242424242", exp_month: 12, exp_year: 2044, cvc: "123" },
  });
  const confirmation = { client_secret, payment_method: method.id, expand: ["latest_charge"] };
  const paid = await browser.rawRequest("POST", `/v1/payment_intents/${intent.id}/confirm`, confirmation);
  expect(paid).toMatchObject({ id: intent.id, status: "succeeded", amount: 1000 });
  for (const hidden of ["metadata", "customer", "latest_charge"]) expect(paid).not.toHaveProperty(hidden);
  expect(await browser.paymentIntents.retrieve(intent.id, { client_secret })).toMatchObject({
    status: "succeeded",
  });
});

test("a browser's decline hides the shop's fields too", async () => {
  const { stripe, browser } = await simulate();
  const intent = await stripe.paymentIntents.create({ ...tenDollars, metadata: { margin: "40%" } });
  const error = await errorOf(
    browser.rawRequest("POST", `/v1/payment_intents/${intent.id}/confirm`, {
      client_secret: intent.client_secret,
      payment_method_data: {
        type: "card",
        card: { number: "4000000000009995", exp_month: 1, exp_year: 2044, cvc: "123" },
      },
    }),
  );
  expect(error).toMatchObject({ statusCode: 402, decline_code: "insufficient_funds" });
  expect(error.payment_intent).toMatchObject({ id: intent.id, status: "requires_payment_method" });
  expect(error.payment_intent).not.toHaveProperty("metadata");
});

test("a browser reaches no other PaymentIntent and no other route", async () => {
  const { stripe, browser } = await simulate();
  const mine = await stripe.paymentIntents.create(tenDollars);
  const other = await stripe.paymentIntents.create({ ...tenDollars, payment_method: "pm_card_visa" });
  const confirm = (params: object) =>
    errorOf(browser.rawRequest("POST", `/v1/payment_intents/${other.id}/confirm`, { ...params }));
  expect(await confirm({})).toMatchObject({ code: "parameter_missing", param: "client_secret" });
  for (const client_secret of [mine.client_secret, "guess", `${other.id}_secret_guess`]) {
    expect(await confirm({ client_secret })).toMatchObject({
      statusCode: 400,
      code: "payment_intent_invalid_parameter",
    });
  }
  const secret = { client_secret: other.client_secret };
  const forbidden = [
    browser.paymentIntents.create(tenDollars),
    browser.paymentIntents.list(),
    browser.rawRequest("POST", `/v1/payment_intents/${other.id}/cancel`, secret),
    browser.rawRequest("POST", `/v1/payment_intents/${other.id}`, { ...secret, amount: 50 }),
    browser.paymentIntents.capture(other.id),
    browser.refunds.create({ payment_intent: other.id }),
    browser.customers.list(),
    browser.events.list(),
    browser.charges.list(),
  ];
  for (const attempt of forbidden) {
    expect(await errorOf(attempt)).toMatchObject({ statusCode: 401, code: "secret_key_required" });
  }
  expect(await stripe.paymentIntents.retrieve(other.id)).toMatchObject({
    status: "requires_confirmation",
    amount: 1000,
  });
});

test("a page of any origin may call: preflight and answer carry CORS", async () => {
  const { url } = await simulate();
  const preflight = await fetch(`${url}/v1/payment_methods`, {
    method: "OPTIONS",
    headers: { Origin: "http://localhost:8080", "Access-Control-Request-Method": "POST" },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toContain("Authorization");
  const answer = await fetch(`${url}/v1/payment_methods`, {
    method: "POST",
    headers: { Authorization: `Bearer ${PUBLISHABLE_KEY}`, Origin: "http://localhost:8080" },
    body: new URLSearchParams({
      type: "card",
      "card[number]": "1",
      "card[exp_month]": "1",
      "card[exp_year]": "44",
    }),
  });
  expect(answer.status).toBe(402);
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
});

test("the controls need the secret key and exact instructions", async () => {
  const { url, control } = await simulate();
  const stranger = await fetch(`${url}/_control/reset`, {
    method: "POST",
    headers: { Authorization: `Bearer ${PUBLISHABLE_KEY}` },
  });
  expect(stranger.status).toBe(401);
  await expect(control("POST", "/webhooks", { behaviour: { kind: "explode" } })).rejects.toThrow(/400/);
  await expect(control("POST", "/responses", { fault: { kind: "lose" }, when: "now" })).rejects.toThrow(
    /Unrecognized key/,
  );
  await expect(control("POST", "/nothing")).rejects.toThrow(/There is no control POST/);
});

test("a reset forgets everything", async () => {
  const { stripe, control } = await simulate();
  const before = await stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" });
  await control("POST", "/responses", { fault: { kind: "refuse", status: 500 }, count: 9 });
  await control("POST", "/reset");
  expect((await stripe.paymentIntents.list()).data).toEqual([]);
  const after = await stripe.paymentIntents.create(tenDollars, { idempotencyKey: "k" });
  expect(after.id).not.toBe(before.id);
});

test("faults strike only what they name, as often as they say", async () => {
  const { stripe, control } = await simulate();
  await control("POST", "/responses", {
    method: "POST",
    path: "/v1/payment_intents/*/cancel",
    count: 2,
    fault: { kind: "refuse", status: 429 },
  });
  const { id } = await stripe.paymentIntents.create(tenDollars);
  await stripe.paymentIntents.retrieve(id);
  for (let round = 0; round < 2; round += 1) {
    expect(await errorOf(stripe.paymentIntents.cancel(id))).toMatchObject({
      type: "StripeRateLimitError",
      statusCode: 429,
    });
  }
  expect(await stripe.paymentIntents.cancel(id)).toMatchObject({ status: "canceled" });
});
