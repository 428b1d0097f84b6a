import type Stripe from "stripe";
import { expect, test } from "vitest";
import { answerBank, errorOf, receive, simulate } from "./testing.ts";

type Simulation = Awaited<ReturnType<typeof simulate>>;

const DAY = 24 * 3600;

/** A shop's account that may be paid, after its owner filled in the page that the link leads to. */
async function openAccount({ stripe }: Simulation, outcome: "complete" | "leave" = "complete") {
  const account = await stripe.accounts.create({
    type: "express",
    country: "KR",
    email: "host@example.com",
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  });
  const link = await stripe.accountLinks.create({
    account: account.id,
    type: "account_onboarding",
    refresh_url: "http://shop.example/again",
    return_url: "http://shop.example/back",
  });
  const answered = await fetch(link.url, {
    method: "POST",
    body: new URLSearchParams({ outcome }),
    redirect: "manual",
  });
  return { account, link, leadsTo: answered.headers.get("location") };
}

const sell = (stripe: Stripe, destination: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 30_000,
    currency: "krw",
    payment_method: "pm_card_visa",
    confirm: true,
    application_fee_amount: 999,
    transfer_data: { destination },
    ...more,
  });

const has = async (stripe: Stripe, account?: string) => {
  const balance = await stripe.balance.retrieve({}, account ? { stripeAccount: account } : {});
  const of = (parts: { amount: number }[]) => parts.reduce((sum, { amount }) => sum + amount, 0);
  return of(balance.available) + of(balance.pending);
};

test("an account is opened on the simulator's page, and its link is good once", async () => {
  const simulation = await simulate();
  const receiver = await receive();
  await simulation.control("PUT", "/webhooks/endpoint", { url: receiver.url });
  const { stripe } = simulation;
  const { account, link, leadsTo } = await openAccount(simulation);
  expect(leadsTo).toBe("http://shop.example/back");
  expect(account.requirements?.currently_due).toContain("external_account");
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
    requirements: { currently_due: [] },
  });
  expect(await receiver.types(1)).toEqual(["account.updated"]);
  expect(receiver.events[0]?.account).toBe(account.id);
  // Of the platform's own events it is none.
  expect((await stripe.events.list()).data).toEqual([]);
  expect((await stripe.events.list({}, { stripeAccount: account.id })).data).toHaveLength(1);
  const again = await fetch(link.url, { redirect: "manual" });
  expect(again.headers.get("location")).toBe("http://shop.example/again");
});

test("who leaves the page half done is asked again, and nothing is paid to them", async () => {
  const simulation = await simulate();
  const { account, leadsTo } = await openAccount(simulation, "leave");
  expect(leadsTo).toBe("http://shop.example/back");
  const error = await errorOf(sell(simulation.stripe, account.id));
  expect(error).toMatchObject({ code: "insufficient_capabilities_for_transfer", statusCode: 400 });
});

test("a destination charge moves the money on, less the fee; a refund takes each back in proportion", async () => {
  const simulation = await simulate();
  const { stripe } = simulation;
  const { account } = await openAccount(simulation);
  const sold = await sell(stripe, account.id);
  const charge = await stripe.charges.retrieve(String(sold.latest_charge), {
    expand: ["transfer", "application_fee"],
  });
  expect(charge).toMatchObject({
    transfer: { amount: 30_000, destination: account.id, amount_reversed: 0 },
    application_fee: { amount: 999, amount_refunded: 0 },
  });
  expect([await has(stripe), await has(stripe, account.id)]).toEqual([999, 29_001]);

  const shares = { reverse_transfer: true, refund_application_fee: true };
  await stripe.refunds.create({ payment_intent: sold.id, amount: 10_000, ...shares });
  expect([await has(stripe), await has(stripe, account.id)]).toEqual([666, 19_334]);
  await stripe.refunds.create({ payment_intent: sold.id, amount: 10_001, ...shares });
  await stripe.refunds.create({ payment_intent: sold.id, ...shares });
  expect([await has(stripe), await has(stripe, account.id)]).toEqual([0, 0]);
  const [transfer] = (await stripe.transfers.list({ destination: account.id })).data;
  expect(transfer).toMatchObject({ amount_reversed: 30_000, reversed: true });
  expect((await stripe.applicationFees.list({})).data[0]).toMatchObject({ amount_refunded: 999 });
});

test("a refund that says nothing of transfer and fee is the platform's alone", async () => {
  const simulation = await simulate();
  const { stripe } = simulation;
  const { account } = await openAccount(simulation);
  const sold = await sell(stripe, account.id);
  await stripe.refunds.create({ payment_intent: sold.id });
  expect([await has(stripe), await has(stripe, account.id)]).toEqual([-29_001, 29_001]);
  const plain = await stripe.paymentIntents.create({
    ...{ amount: 5_000, currency: "krw", payment_method: "pm_card_visa", confirm: true },
  });
  const error = await errorOf(stripe.refunds.create({ payment_intent: plain.id, reverse_transfer: true }));
  expect(error.param).toBe("reverse_transfer");
});

test("an authorisation reaches the shop when it is captured, not before", async () => {
  const simulation = await simulate();
  const { stripe } = simulation;
  const { account } = await openAccount(simulation);
  const held = await sell(stripe, account.id, { capture_method: "manual" });
  expect(held.status).toBe("requires_capture");
  expect(await has(stripe, account.id)).toBe(0);
  await stripe.paymentIntents.capture(held.id);
  expect(await has(stripe, account.id)).toBe(29_001);
});

test("what came in is paid out after two days and reaches the bank a day later", async () => {
  const simulation = await simulate();
  const { stripe } = simulation;
  const { account } = await openAccount(simulation);
  await sell(stripe, account.id);
  const payouts = async () => (await stripe.payouts.list({}, { stripeAccount: account.id })).data;
  expect(await payouts()).toEqual([]);
  await simulation.control("POST", "/clock/advance", { seconds: 2 * DAY + 1 });
  expect(await payouts()).toMatchObject([{ amount: 29_001, currency: "krw", status: "in_transit" }]);
  expect(await has(stripe, account.id)).toBe(0);
  await simulation.control("POST", "/clock/advance", { seconds: DAY + 1 });
  expect(await payouts()).toMatchObject([{ status: "paid" }]);
  expect(await stripe.payouts.list()).toMatchObject({ data: [] });
});

test("a bank disputes a payment: the platform is debited, answers, and wins or loses", async () => {
  const simulation = await simulate();
  const receiver = await receive();
  const { stripe, control } = simulation;
  const { account } = await openAccount(simulation);
  const sold = await sell(stripe, account.id);
  await control("PUT", "/webhooks/endpoint", { url: receiver.url });
  await control("POST", "/disputes", { payment_intent: sold.id, reason: "product_not_received" });
  await receiver.until(() => receiver.events.length >= 2);
  const [dispute] = (await stripe.disputes.list({ payment_intent: sold.id })).data;
  expect(dispute).toMatchObject({ amount: 30_000, status: "needs_response", reason: "product_not_received" });
  expect(await has(stripe)).toBe(-29_001);
  await stripe.disputes.update(dispute?.id ?? "", { evidence: { uncategorized_text: "It was delivered." } });
  expect((await stripe.disputes.retrieve(dispute?.id ?? "")).status).toBe("under_review");
  await control("POST", "/disputes/close", { dispute: dispute?.id, outcome: "won" });
  expect(await has(stripe)).toBe(999);
  await receiver.until(() => receiver.events.some(({ type }) => type === "charge.dispute.closed"));
  expect(receiver.events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed"]),
  );
});

test("a kept card pays again for its own customer, and for nobody else", async () => {
  const simulation = await simulate();
  const { stripe } = simulation;
  const [ann, bob] = await Promise.all([stripe.customers.create({}), stripe.customers.create({})]);
  const open = (customer: string) =>
    stripe.paymentIntents.create({ amount: 5_000, currency: "krw", customer });
  const first = await open(ann.id);
  await stripe.paymentIntents.update(first.id, { setup_future_usage: "on_session" });
  const asked = await stripe.paymentIntents.confirm(first.id, {
    payment_method: "pm_card_threeDSecure2Required",
  });
  await answerBank(asked, "complete");
  const [card] = (await stripe.customers.listPaymentMethods(ann.id, { type: "card" })).data;
  expect(card?.card?.last4).toBe("3155");

  const second = await open(ann.id);
  expect(await stripe.paymentIntents.confirm(second.id, { payment_method: card?.id ?? "" })).toMatchObject({
    status: "requires_action",
  });
  const foreign = await open(bob.id);
  const error = await errorOf(stripe.paymentIntents.confirm(foreign.id, { payment_method: card?.id ?? "" }));
  expect(error.param).toBe("payment_method");
  await stripe.paymentMethods.detach(card?.id ?? "");
  expect((await stripe.customers.listPaymentMethods(ann.id)).data).toEqual([]);
});

test("a payment that nobody asked to keep keeps no card", async () => {
  const { stripe } = await simulate();
  const ann = await stripe.customers.create({});
  await stripe.paymentIntents.create({
    ...{ amount: 5_000, currency: "krw", customer: ann.id, payment_method: "pm_card_visa", confirm: true },
  });
  expect((await stripe.customers.listPaymentMethods(ann.id)).data).toEqual([]);
});

test("tax is worked out in the currency's minor unit, within a price or on top of it", async () => {
  const { stripe } = await simulate();
  const calculate = (country: string, tax_behavior: "inclusive" | "exclusive") =>
    stripe.tax.calculations.create({
      currency: "krw",
      customer_details: { address: { country }, address_source: "shipping" },
      line_items: [{ amount: 33_000, reference: "bowl", tax_behavior }],
    });
  expect(await calculate("KR", "inclusive")).toMatchObject({
    ...{ amount_total: 33_000, tax_amount_inclusive: 3_000, tax_amount_exclusive: 0 },
    tax_breakdown: [{ inclusive: true, tax_rate_details: { percentage_decimal: "10" } }],
  });
  expect(await calculate("KR", "exclusive")).toMatchObject({ amount_total: 36_300 });
  expect(await calculate("US", "exclusive")).toMatchObject({ amount_total: 33_000 });
});
