import { expect, test } from "vitest";
import { answerBank, bankPage, errorOf, simulate } from "./testing.ts";

const tenDollars = { amount: 1000, currency: "usd" };

test("a payment goes from creation to success, with its charge", async () => {
  const { stripe } = await simulate();
  const customer = await stripe.customers.create({ email: "ann@example.com", metadata: { user: "u1" } });
  const created = await stripe.paymentIntents.create({
    amount: 12_000,
    currency: "krw",
    customer: customer.id,
    automatic_payment_methods: { enabled: true },
    metadata: { order: "o1", hold: "h1" },
    shipping: { name: "Ann", address: { line1: "1 Long Street", city: "Seoul", country: "KR" } },
  });
  expect(created).toMatchObject({
    object: "payment_intent",
    status: "requires_payment_method",
    amount: 12_000,
    currency: "krw",
    customer: customer.id,
    metadata: { order: "o1", hold: "h1" },
    automatic_payment_methods: { enabled: true, allow_redirects: "always" },
    latest_charge: null,
    livemode: false,
  });
  expect(created.shipping?.address).toEqual({
    city: "Seoul",
    country: "KR",
    line1: "1 Long Street",
    line2: null,
    postal_code: null,
    state: null,
  });
  expect(created.client_secret).toMatch(new RegExp(`^${created.id}_secret_\\w{25}$`));

  const ready = await stripe.paymentIntents.update(created.id, { payment_method: "pm_card_visa" });
  expect(ready.status).toBe("requires_confirmation");

  const paid = await stripe.paymentIntents.confirm(created.id, {
    expand: ["latest_charge", "payment_method"],
  });
  expect(paid).toMatchObject({ status: "succeeded", amount_received: 12_000, amount_capturable: 0 });
  expect(paid.latest_charge).toMatchObject({
    object: "charge",
    amount: 12_000,
    amount_captured: 12_000,
    amount_refunded: 0,
    captured: true,
    paid: true,
    status: "succeeded",
    payment_intent: created.id,
    metadata: { order: "o1", hold: "h1" },
  });
  expect(paid.payment_method).toMatchObject({ type: "card", card: { brand: "visa", last4: "4242" } });

  expect(await stripe.paymentIntents.retrieve(created.id)).toMatchObject({ status: "succeeded" });
});

test("metadata merges by key, unsets by an empty value, and can still change after success", async () => {
  const { stripe } = await simulate();
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    confirm: true,
    payment_method: "pm_card_visa",
    metadata: { a: "1", b: "2" },
  });
  const updated = await stripe.paymentIntents.update(intent.id, { metadata: { a: "", c: "3" } });
  expect(updated.metadata).toEqual({ b: "2", c: "3" });

  const error = await errorOf(stripe.paymentIntents.update(intent.id, { amount: 2000 }));
  expect(error).toMatchObject({ code: "payment_intent_unexpected_state", statusCode: 400, param: "amount" });
  expect(error.payment_intent).toMatchObject({ id: intent.id, status: "succeeded", amount: 1000 });
});

test.each([
  ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
  ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
  ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
  ["pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc"],
])("%s is declined with %s, and another card can pay", async (method, code, decline) => {
  const { stripe } = await simulate();
  const intent = await stripe.paymentIntents.create(tenDollars);
  const error = await errorOf(stripe.paymentIntents.confirm(intent.id, { payment_method: method }));
  expect(error).toMatchObject({ type: "StripeCardError", statusCode: 402, code, decline_code: decline });
  expect(error.payment_intent).toMatchObject({
    id: intent.id,
    status: "requires_payment_method",
    payment_method: null,
    last_payment_error: { code, decline_code: decline, charge: error.charge },
  });
  const charge = await stripe.charges.retrieve(String(error.charge));
  expect(charge).toMatchObject({
    status: "failed",
    paid: false,
    failure_code: code,
    payment_intent: intent.id,
  });

  const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
  expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
});

test.each([
  ["4242 4242 4242 4242", {}, null],
  ["4242424242424241", {}, "incorrect_number"],
  ["4242424242424242", { exp_year: 2020 }, "invalid_expiry_year"],
  ["4242424242424242", { exp_month: 13 }, "invalid_expiry_month"],
  ["4242424242424242", { cvc: "12" }, "invalid_cvc"],
  ["4111111111111111", {}, "card_declined"],
])("a card form with %s %o gets %s", async (number, detail, code) => {
  const { stripe } = await simulate();
  const creation = stripe.paymentMethods.create({
    type: "card",
    card: { number, exp_month: 12, exp_year: 2044, cvc: "123", ...detail },
    billing_details: { name: "Ann", address: { postal_code: "04524" } },
  });
  if (code !== null) {
    expect(await errorOf(creation)).toMatchObject({ code, statusCode: 402 });
    return;
  }
  const method = await creation;
  expect(method).toMatchObject({
    card: { last4: "4242", exp_month: 12, exp_year: 2044 },
    billing_details: { name: "Ann", address: { postal_code: "04524", city: null } },
  });
  expect(JSON.stringify(await stripe.paymentMethods.retrieve(method.id))).not.toContain("42424242");
});

test("3-D Secure: completed at the bank, the payment succeeds and the buyer returns", async () => {
  const { stripe, url } = await simulate();
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    confirm: true,
    payment_method: "pm_card_threeDSecure2Required",
    return_url: "http://localhost:8080/orders/o1?tab=pay",
  });
  expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
  expect(bankPage(intent)).toMatch(new RegExp(`^${url}/3ds/\\w{32}$`));

  const page = await fetch(bankPage(intent));
  expect(page.headers.get("x-frame-options")).toBeNull();
  const html = await page.text();
  expect(html).toContain("Your bank asks: is it you?");
  expect(html).toContain("$10.00");
  expect(html).toContain("3155");

  const answered = await answerBank(intent, "complete");
  expect(answered.status).toBe(303);
  const back = new URL(answered.headers.get("location") ?? "");
  expect(Object.fromEntries(back.searchParams)).toEqual({
    tab: "pay",
    payment_intent: intent.id,
    payment_intent_client_secret: intent.client_secret,
    redirect_status: "succeeded",
  });
  const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
  expect(paid).toMatchObject({ status: "succeeded", next_action: null });
  expect(paid.latest_charge).toMatchObject({
    payment_method_details: { card: { three_d_secure: { result: "authenticated" } } },
  });
});

test("3-D Secure: failed at the bank, the payment asks for another card", async () => {
  const { stripe } = await simulate();
  const method = await stripe.paymentMethods.create({
    type: "card",
    card: { number: "4000002760003184", exp_month: 12, exp_year: 2044, cvc: "123" },
  });
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    confirm: true,
    payment_method: method.id,
  });
  const closing = await answerBank(intent, "fail");
  expect(closing.status).toBe(200);
  expect(await closing.text()).toContain(`"intent":"${intent.id}","status":"requires_payment_method"`);
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "requires_payment_method",
    payment_method: null,
    latest_charge: null,
    last_payment_error: { code: "payment_intent_authentication_failure" },
  });
});

test("a bank's answer after the cancellation changes nothing", async () => {
  const { stripe } = await simulate();
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    confirm: true,
    payment_method: "pm_card_authenticationRequired",
  });
  await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: "abandoned" });
  expect(await (await fetch(bankPage(intent))).text()).toContain("Nothing to confirm");
  const late = await (await answerBank(intent, "complete")).text();
  expect(late).toContain("Nobody waits");
  expect(late).toContain(`"intent":"${intent.id}","status":"canceled"`);
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "canceled",
    cancellation_reason: "abandoned",
    latest_charge: null,
  });
});

test("an unanswered 3-D Secure challenge expires with time", async () => {
  const { stripe, control } = await simulate();
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    confirm: true,
    payment_method: "pm_card_authenticationRequired",
  });
  await control("POST", "/clock/advance", { seconds: 3601 });
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "payment_intent_payment_attempt_expired" },
  });
});

test("manual confirmation: after the bank's yes the shop confirms once more", async () => {
  const { stripe, browser } = await simulate();
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    confirmation_method: "manual",
    confirm: true,
    payment_method: "pm_card_authenticationRequired",
  });
  await answerBank(intent, "complete");
  const waiting = await stripe.paymentIntents.retrieve(intent.id);
  expect(waiting.status).toBe("requires_confirmation");
  const refused = await errorOf(
    browser.rawRequest("POST", `/v1/payment_intents/${intent.id}/confirm`, {
      client_secret: intent.client_secret,
    }),
  );
  expect(refused.message).toContain("confirmation_method is set to manual");
  expect(await stripe.paymentIntents.confirm(intent.id)).toMatchObject({ status: "succeeded" });
});

test("off session, a card that needs its owner is declined", async () => {
  const { stripe } = await simulate();
  const error = await errorOf(
    stripe.paymentIntents.create({
      ...tenDollars,
      confirm: true,
      off_session: true,
      payment_method: "pm_card_authenticationRequired",
    }),
  );
  expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
});

test("manual capture takes a part and releases the rest", async () => {
  const { stripe } = await simulate();
  const held = await stripe.paymentIntents.create({
    ...tenDollars,
    capture_method: "manual",
    confirm: true,
    payment_method: "pm_card_visa",
  });
  expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 1000, amount_received: 0 });
  const tooMuch = await errorOf(stripe.paymentIntents.capture(held.id, { amount_to_capture: 1001 }));
  expect(tooMuch).toMatchObject({ code: "amount_too_large", param: "amount_to_capture" });

  const paid = await stripe.paymentIntents.capture(held.id, {
    amount_to_capture: 700,
    expand: ["latest_charge"],
  });
  expect(paid).toMatchObject({ status: "succeeded", amount_capturable: 0, amount_received: 700 });
  expect(paid.latest_charge).toMatchObject({ amount_captured: 700, amount_refunded: 300, captured: true });

  const again = await errorOf(stripe.paymentIntents.capture(held.id));
  expect(again).toMatchObject({
    code: "payment_intent_unexpected_state",
    message: "This PaymentIntent could not be captured because it has already been captured.",
  });
});

test("an authorisation that nobody captures is taken back after a week", async () => {
  const { stripe, control } = await simulate();
  const held = await stripe.paymentIntents.create({
    ...tenDollars,
    capture_method: "manual",
    confirm: true,
    payment_method: "pm_card_visa",
  });
  await control("POST", "/clock/advance", { seconds: 7 * 24 * 3600 });
  const ended = await stripe.paymentIntents.retrieve(held.id, { expand: ["latest_charge"] });
  expect(ended).toMatchObject({ status: "canceled", cancellation_reason: "automatic", amount_capturable: 0 });
  expect(ended.latest_charge).toMatchObject({ captured: false, refunded: true });
});

test("of cancel and confirm at the same time exactly one wins", async () => {
  const { stripe } = await simulate();
  for (let round = 0; round < 10; round += 1) {
    const intent = await stripe.paymentIntents.create({ ...tenDollars, payment_method: "pm_card_visa" });
    const moves = [
      () => stripe.paymentIntents.confirm(intent.id),
      () => stripe.paymentIntents.cancel(intent.id),
    ];
    const outcomes = await Promise.allSettled((round % 2 ? moves : moves.toReversed()).map((move) => move()));
    const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect([won.length, lost.length]).toEqual([1, 1]);
    const { status } = await stripe.paymentIntents.retrieve(intent.id);
    expect(won[0]?.value.status).toBe(status);
    expect(lost[0]?.reason).toMatchObject({
      code: "payment_intent_unexpected_state",
      payment_intent: { id: intent.id, status },
    });
  }
});

test("a payment in process cannot be canceled, and settles when its time comes", async () => {
  const { stripe, control } = await simulate();
  await control("POST", "/payments", { seconds: 60 });
  const intent = await stripe.paymentIntents.create({
    ...tenDollars,
    confirm: true,
    payment_method: "pm_card_visa",
  });
  expect(intent).toMatchObject({ status: "processing", latest_charge: null });
  expect(await errorOf(stripe.paymentIntents.cancel(intent.id))).toMatchObject({
    code: "payment_intent_unexpected_state",
    payment_intent: { status: "processing" },
  });
  await control("POST", "/clock/advance", { seconds: 60 });
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: "succeeded",
    amount_received: 1000,
  });
});

test.each([
  [{ amount: 49, currency: "usd" }, "amount_too_small", "Amount must be at least $0.50 usd"],
  [
    { amount: 100, currency: "krw" },
    "amount_too_small",
    "Amount must convert to at least 50 cents. ₩100 converts to approximately $0.07.",
  ],
  [
    { amount: 0, currency: "usd" },
    "parameter_invalid_integer",
    "This value must be greater than or equal to 1.",
  ],
  [{ amount: 10.5, currency: "usd" }, "parameter_invalid_integer", "Invalid integer: 10.5"],
  [{ amount: -5, currency: "usd" }, "parameter_invalid_integer", "Invalid integer: -5"],
  [{ amount: 100_000_000, currency: "usd" }, "amount_too_large", "Amount must be no more than 99999999."],
])("%o is refused with %s", async (params, code, message) => {
  const { stripe } = await simulate();
  expect(await errorOf(stripe.paymentIntents.create(params))).toMatchObject({
    type: "StripeInvalidRequestError",
    statusCode: 400,
    code,
    message,
    param: "amount",
  });
});

test("the smallest amounts are accepted", async () => {
  const { stripe } = await simulate();
  expect(await stripe.paymentIntents.create({ amount: 50, currency: "usd" })).toMatchObject({ amount: 50 });
  expect(await stripe.paymentIntents.create({ amount: 700, currency: "krw" })).toMatchObject({ amount: 700 });
});

test("a creation that cannot be confirmed creates nothing", async () => {
  const { stripe } = await simulate();
  const confirmed = { ...tenDollars, confirm: true };
  expect(await errorOf(stripe.paymentIntents.create(confirmed))).toMatchObject({
    code: "payment_intent_unexpected_state",
  });
  const card = { number: "4242424242424241", exp_month: 1, exp_year: 2044 };
  const mistyped = { ...confirmed, payment_method_data: { type: "card", card } };
  expect(await errorOf(stripe.rawRequest("POST", "/v1/payment_intents", mistyped))).toMatchObject({
    code: "incorrect_number",
  });
  expect((await stripe.paymentIntents.list()).data).toEqual([]);
});

test("a confirmation without a payment method, and one too many, are refused in Stripe's words", async () => {
  const { stripe } = await simulate();
  const intent = await stripe.paymentIntents.create(tenDollars);
  expect(await errorOf(stripe.paymentIntents.confirm(intent.id))).toMatchObject({
    code: "payment_intent_unexpected_state",
    message: expect.stringContaining("it's missing a payment method"),
  });
  await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
  expect(await errorOf(stripe.paymentIntents.confirm(intent.id))).toMatchObject({
    code: "payment_intent_unexpected_state",
    message:
      "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
    payment_intent: { id: intent.id, status: "succeeded" },
  });
});
