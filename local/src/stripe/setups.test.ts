import { expect, test } from "vitest";
import { bankPage, errorOf, receive, simulate, WEBHOOK_SECRET } from "./testing.ts";

const card = (number: string) =>
  ({ type: "card", card: { number, exp_month: 12, exp_year: 2039, cvc: "123" } }) as const;

/** A customer with a SetupIntent, as a server makes them, and the confirmation of the page's card form. */
async function begin() {
  const simulator = await simulate();
  const { stripe, browser } = simulator;
  const ann = await stripe.customers.create({ email: "ann@example.com" });
  const setup = await stripe.setupIntents.create({
    customer: ann.id,
    usage: "on_session",
    allowed_payment_method_types: ["card"],
    metadata: { userId: "u1" },
  });
  const client_secret = setup.client_secret ?? "";
  return {
    ...simulator,
    ann,
    setup,
    client_secret,
    async confirm(number: string) {
      const method = await browser.paymentMethods.create(card(number));
      const confirmation = { client_secret, payment_method: method.id };
      return browser.setupIntents.confirm(setup.id, confirmation);
    },
    read: () => stripe.setupIntents.retrieve(setup.id, { expand: ["payment_method"] }),
    kept: async () => (await stripe.customers.listPaymentMethods(ann.id, { type: "card" })).data,
  };
}

test("a card is kept without a charge, and pays for its customer later", async () => {
  const { stripe, ann, setup, confirm, kept, read } = await begin();
  expect(setup).toMatchObject({
    object: "setup_intent",
    status: "requires_payment_method",
    customer: ann.id,
    usage: "on_session",
    metadata: { userId: "u1" },
  });
  expect(setup.client_secret).toMatch(new RegExp(`^${setup.id}_secret_\\w{25}$`));
  expect(await kept()).toEqual([]);
  expect(await confirm("4242424242424242")).toMatchObject({ status: "succeeded" });
  expect(await read()).toMatchObject({ payment_method: { customer: ann.id, card: { last4: "4242" } } });
  const [method] = await kept();
  expect(method).toMatchObject({ customer: ann.id, card: { brand: "visa", last4: "4242" } });
  expect((await stripe.charges.list()).data).toEqual([]);
  const paid = await stripe.paymentIntents.create({
    ...{ amount: 12_000, currency: "krw", customer: ann.id, confirm: true },
    payment_method: method?.id ?? "",
  });
  expect(paid.status).toBe("succeeded");
  expect(await errorOf(confirm("5555555555554444"))).toMatchObject({ code: "setup_intent_unexpected_state" });
});

test("a declined card is not kept, and another one may follow", async () => {
  const { confirm, kept, read } = await begin();
  expect(await errorOf(confirm("4000000000009995"))).toMatchObject({
    ...{ statusCode: 402, code: "card_declined", decline_code: "insufficient_funds" },
  });
  expect(await read()).toMatchObject({
    ...{ status: "requires_payment_method", payment_method: null },
    last_setup_error: { code: "card_declined" },
  });
  expect(await kept()).toEqual([]);
  expect(await confirm("5555555555554444")).toMatchObject({ status: "succeeded" });
  expect(await kept()).toHaveLength(1);
});

test("a cautious bank asks first: it is kept when the buyer says yes, and not when they say no", async () => {
  const { confirm, kept, read, url } = await begin();
  const answer = async (outcome: "complete" | "fail"): Promise<string> => {
    const { next_action } = await confirm("4000002760003184");
    const page = next_action?.redirect_to_url?.url ?? "";
    expect(page).toContain(`${url}/3ds/`);
    expect(await (await fetch(page)).text()).toContain("Nothing is charged");
    const closed = await fetch(page, { method: "POST", body: new URLSearchParams({ outcome }) });
    return closed.text();
  };
  expect(await answer("fail")).toContain("requires_payment_method");
  expect((await read()).last_setup_error?.code).toBe("setup_intent_authentication_failure");
  expect(await kept()).toEqual([]);
  expect(await answer("complete")).toContain("succeeded");
  expect(await kept()).toHaveLength(1);
});

test("the page returns where it was told to, and a question that nobody answers ends after an hour", async () => {
  const { stripe, setup, control, read } = await begin();
  const method = { payment_method: "pm_card_authenticationRequired" };
  const ask = () =>
    stripe.setupIntents.confirm(setup.id, { ...method, return_url: "http://shop.example/cards" });
  await ask();
  await control("POST", "/clock/advance", { seconds: 3_601 });
  expect(await read()).toMatchObject({ last_setup_error: { code: "setup_intent_setup_attempt_expired" } });
  const page = bankPage(await ask());
  const answered = await fetch(page, {
    ...{ method: "POST", redirect: "manual" },
    body: new URLSearchParams({ outcome: "complete" }),
  });
  const back = new URL(answered.headers.get("location") ?? "");
  expect(Object.fromEntries(back.searchParams)).toEqual({
    setup_intent: setup.id,
    setup_intent_client_secret: setup.client_secret,
    redirect_status: "succeeded",
  });
});

test("the page sees its own alone, and of it nothing of the shop's", async () => {
  const { stripe, browser, setup, client_secret } = await begin();
  const seen = await browser.setupIntents.retrieve(setup.id, { client_secret });
  expect(seen).toMatchObject({ id: setup.id, status: "requires_payment_method" });
  expect(seen).not.toHaveProperty("customer");
  expect(seen).not.toHaveProperty("metadata");
  const wrong = browser.setupIntents.retrieve(setup.id, { client_secret: `${client_secret}x` });
  expect(await errorOf(wrong)).toMatchObject({ code: "setup_intent_invalid_parameter" });
  expect(await errorOf(browser.setupIntents.retrieve(setup.id))).toMatchObject({ code: "parameter_missing" });
  expect(await errorOf(browser.setupIntents.create({}))).toMatchObject({ statusCode: 401 });
  const other = await stripe.customers.create({});
  const theirs = await stripe.setupIntents.create({ customer: other.id });
  await stripe.setupIntents.confirm(theirs.id, { payment_method: "pm_card_visa" });
  const [method] = (await stripe.customers.listPaymentMethods(other.id)).data;
  expect(
    await errorOf(stripe.setupIntents.confirm(setup.id, { payment_method: method?.id ?? "" })),
  ).toMatchObject({ code: "setup_intent_invalid_parameter" });
});

test("once it is cancelled, or its customer is gone, no card is kept with it", async () => {
  const { stripe, ann, setup, confirm } = await begin();
  const second = await stripe.setupIntents.create({ customer: ann.id });
  expect(await stripe.setupIntents.cancel(setup.id)).toMatchObject({ status: "canceled" });
  expect(await errorOf(confirm("4242424242424242"))).toMatchObject({ code: "setup_intent_unexpected_state" });
  expect(await errorOf(stripe.setupIntents.cancel(setup.id))).toMatchObject({ statusCode: 400 });
  await stripe.customers.del(ann.id);
  expect(
    await errorOf(stripe.setupIntents.confirm(second.id, { payment_method: "pm_card_visa" })),
  ).toMatchObject({ code: "resource_missing" });
});

test("tells of it by webhook", async () => {
  const shop = await receive();
  const { stripe } = await simulate({ webhookSecret: WEBHOOK_SECRET, webhookUrl: shop.url });
  const ann = await stripe.customers.create({});
  const { id } = await stripe.setupIntents.create({ customer: ann.id });
  await errorOf(stripe.setupIntents.confirm(id, { payment_method: "pm_card_chargeDeclined" }));
  await stripe.setupIntents.confirm(id, { payment_method: "pm_card_visa" });
  expect((await shop.types(5)).toSorted()).toEqual([
    ...["customer.created", "payment_method.attached"],
    ...["setup_intent.created", "setup_intent.setup_failed", "setup_intent.succeeded"],
  ]);
});
