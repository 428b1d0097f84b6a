import fc from "fast-check";
import Stripe from "stripe";
import { expect, test } from "vitest";
import { answerBank, simulate } from "./testing.ts";

type Move = (stripe: Stripe, intent: Stripe.PaymentIntent) => Promise<unknown>;

const confirmWith =
  (payment_method: string): Move =>
  (stripe, { id }) =>
    stripe.paymentIntents.confirm(id, { payment_method });

const moves: Record<string, Move> = {
  pay: confirmWith("pm_card_visa"),
  decline: confirmWith("pm_card_chargeDeclined"),
  challenge: confirmWith("pm_card_authenticationRequired"),
  bankYes: (_stripe, intent) => bank(intent, "complete"),
  bankNo: (_stripe, intent) => bank(intent, "fail"),
  capture: (stripe, { id }) => stripe.paymentIntents.capture(id, { amount_to_capture: 600 }),
  cancel: (stripe, { id }) => stripe.paymentIntents.cancel(id),
  reprice: (stripe, { id }) => stripe.paymentIntents.update(id, { amount: 1200 }),
  refund: (stripe, { id }) => stripe.refunds.create({ payment_intent: id, amount: 250 }),
};

async function bank(intent: Stripe.PaymentIntent, outcome: "complete" | "fail") {
  if (intent.next_action) await answerBank(intent, outcome);
}

test("whatever is tried, money adds up and an ended payment stays ended", async () => {
  const { stripe } = await simulate();
  const names = fc.array(fc.constantFrom(...Object.keys(moves)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("manual", "automatic"), names, async (capture_method, tried) => {
      let before = await stripe.paymentIntents.create({ amount: 1000, currency: "usd", capture_method });
      for (const name of tried) {
        await moves[name]?.(stripe, before).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Stripe.errors.StripeError);
          expect(error).toMatchObject({
            statusCode: expect.toSatisfy((code) => code === 400 || code === 402),
          });
        });
        const now = await stripe.paymentIntents.retrieve(before.id);
        if (["succeeded", "canceled"].includes(before.status)) {
          expect([now.status, now.amount_received]).toEqual([before.status, before.amount_received]);
        }
        expect(now.amount_capturable).toBe(now.status === "requires_capture" ? now.amount : 0);
        expect(now.next_action === null).toBe(now.status !== "requires_action");
        before = now;
      }
      await checkLedger(stripe, before);
    }),
    { numRuns: 60 },
  );
});

async function checkLedger(stripe: Stripe, intent: Stripe.PaymentIntent) {
  const charges = (await stripe.charges.list({ payment_intent: intent.id, limit: 100 })).data;
  const refunds = (await stripe.refunds.list({ payment_intent: intent.id, limit: 100 })).data;
  const captured = sum(charges.map((charge) => charge.amount_captured));
  const refunded = sum(refunds.map((refund) => refund.amount));
  expect(captured).toBe(intent.amount_received);
  expect(refunded).toBeLessThanOrEqual(captured);
  expect(charges.filter((charge) => charge.status === "succeeded").length).toBeLessThanOrEqual(1);

  const told = (await stripe.events.list({ type: "payment_intent.*", limit: 100 })).data
    .filter((event) => "id" in event.data.object && event.data.object.id === intent.id)
    .map((event) => event.type);
  const ends = ["payment_intent.succeeded", "payment_intent.canceled"];
  expect(told.filter((type) => ends.includes(type))).toEqual(
    ends.filter((type) => type.endsWith(intent.status)),
  );
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
