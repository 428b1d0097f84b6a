import fc from "fast-check";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import { errorOf, simulate } from "./testing.ts";

const paid = { amount: 1000, currency: "usd", confirm: true, payment_method: "pm_card_visa" };

test("refunds in parts, up to what was captured and not a cent more", async () => {
  const { stripe } = await simulate();
  const intent = await stripe.paymentIntents.create(paid);
  const tooMuch = await errorOf(stripe.refunds.create({ payment_intent: intent.id, amount: 1001 }));
  expect(tooMuch).toMatchObject({
    statusCode: 400,
    param: "amount",
    message: "Refund amount ($10.01) is greater than charge amount ($10.00)",
  });
  const part = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 300,
    reason: "requested_by_customer",
    metadata: { order: "o1" },
    expand: ["charge"],
  });
  expect(part).toMatchObject({
    object: "refund",
    amount: 300,
    currency: "usd",
    status: "succeeded",
    reason: "requested_by_customer",
    payment_intent: intent.id,
    metadata: { order: "o1" },
    charge: { amount_refunded: 300, refunded: false },
  });
  expect((await errorOf(stripe.refunds.create({ payment_intent: intent.id, amount: 701 }))).message).toBe(
    "Refund amount ($7.01) is greater than unrefunded amount on charge ($7.00)",
  );
  const rest = await stripe.refunds.create({ charge: String(intent.latest_charge) });
  expect(rest.amount).toBe(700);
  expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({
    amount_refunded: 1000,
    refunded: true,
  });
  const over = await errorOf(stripe.refunds.create({ payment_intent: intent.id }));
  expect(over).toMatchObject({
    code: "charge_already_refunded",
    message: `Charge ${intent.latest_charge} has already been refunded.`,
  });
  const listed = await stripe.refunds.list({ payment_intent: intent.id });
  expect(listed.data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
  expect(await stripe.refunds.retrieve(part.id)).toMatchObject({ amount: 300 });
});

test("what was never captured cannot be refunded", async () => {
  const { stripe } = await simulate();
  const open = await stripe.paymentIntents.create({ amount: 1000, currency: "usd" });
  expect((await errorOf(stripe.refunds.create({ payment_intent: open.id }))).message).toContain(
    "does not have a successful charge to refund",
  );
  const held = await stripe.paymentIntents.create({ ...paid, capture_method: "manual" });
  expect(await errorOf(stripe.refunds.create({ payment_intent: held.id }))).toMatchObject({
    code: "charge_not_refundable",
  });
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 400 });
  expect(await errorOf(stripe.refunds.create({ payment_intent: held.id, amount: 401 }))).toMatchObject({
    param: "amount",
  });
  expect(await stripe.refunds.create({ payment_intent: held.id })).toMatchObject({ amount: 400 });
});

test("whatever is asked, at once or in turn, refunds never exceed the capture", async () => {
  const { stripe } = await simulate();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 6 }), async (amounts) => {
      const intent = await stripe.paymentIntents.create({ ...paid, expand: ["latest_charge"] });
      const asked = amounts.map((amount) => stripe.refunds.create({ payment_intent: intent.id, amount }));
      const outcomes = await Promise.allSettled(asked);
      const given = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      const sum = total(given);
      expect(sum).toBeLessThanOrEqual(1000);
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === "rejected") expect(amounts[index]).toBeGreaterThan(1000 - sum);
      }
      const charge = await stripe.charges.list({ payment_intent: intent.id });
      expect(charge.data[0]?.amount_refunded).toBe(sum);
    }),
    { numRuns: 30 },
  );
});

function total(refunds: Stripe.Refund[]): number {
  return refunds.reduce((sum, refund) => sum + refund.amount, 0);
}
