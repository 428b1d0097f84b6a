import type Stripe from "stripe";
import { z } from "zod";
import { move, PLATFORM } from "./balance.ts";
import type { Call } from "./call.ts";
import { done, fail, invalid, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { mergeMetadata } from "./fields.ts";
import { newId, randomToken } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { formatMoney } from "./money.ts";
import { boolean, expand, integer, listParams, metadata, text } from "./params.ts";
import { proportion, refundFee, reverseTransfer } from "./transfers.ts";

export const createRefundParams = z.strictObject({
  amount: integer.optional(),
  charge: text.optional(),
  payment_intent: text.optional(),
  metadata: metadata.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  refund_application_fee: boolean.optional(),
  reverse_transfer: boolean.optional(),
  expand,
});
type CreateRefund = z.infer<typeof createRefundParams>;

/** Gives back all or part of what was captured, never more. */
export function createRefund(call: Call, params: CreateRefund): Outcome<Stripe.Refund> {
  const found = findCharge(call, params);
  if (!found.ok) return found;
  const charge = found.value;
  const left = charge.amount - charge.amount_refunded;
  const amount = params.amount ?? left;
  const refused = checkRefund(charge, amount, left) ?? checkShares(charge, params);
  if (refused) return refused;

  const id = newId("re");
  const reversal = takeBack(call, charge, amount, params, id);
  const pending: Stripe.Refund = {
    id,
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: call.clock.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: reversal,
  };
  move(call, { account: PLATFORM, amount: -amount, currency: charge.currency, type: "refund", source: id });
  record(call, "refund.created", pending);
  const amountRefunded = charge.amount_refunded + amount;
  const refundedCharge = call.store.put("charge", {
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
  });
  record(call, "charge.refunded", refundedCharge, { amount_refunded: charge.amount_refunded });
  const refund = call.store.put("refund", withReference(pending));
  record(call, "refund.updated", refund, { destination_details: pending.destination_details });
  return done(refund);
}

/** The shop's and the platform's parts of a refund, in proportion. @returns the transfer's reversal, if there was one. */
function takeBack(
  call: Call,
  charge: Stripe.Charge,
  amount: number,
  params: CreateRefund,
  refundId: string,
): string | null {
  // Of a charge captured in part, what was never taken counts as refunded already.
  const before = charge.amount_refunded - (charge.amount - charge.amount_captured);
  const after = before + amount;
  const fee = call.store.get("application_fee", String(charge.application_fee));
  if (params.refund_application_fee && fee) {
    const part = proportion(fee.amount, after, charge.amount_captured) - fee.amount_refunded;
    if (part > 0) refundFee(call, fee, part);
  }
  const transfer = call.store.get("transfer", String(charge.transfer));
  if (!params.reverse_transfer || !transfer) return null;
  const part = proportion(transfer.amount, after, charge.amount_captured) - transfer.amount_reversed;
  return part > 0 ? reverseTransfer(call, transfer, part, refundId).id : null;
}

function checkShares(charge: Stripe.Charge, params: CreateRefund) {
  if (params.reverse_transfer && !charge.transfer) {
    return invalid("Cannot reverse transfer on this charge because it has no associated transfer.", {
      param: "reverse_transfer",
    });
  }
  if (params.refund_application_fee && !charge.application_fee && !charge.transfer) {
    return invalid("Cannot refund application fee on this charge because it has no application fee.", {
      param: "refund_application_fee",
    });
  }
  return null;
}

/** The acquirer's reference, by which a bank finds the refund; real ones arrive days later. */
function withReference(refund: Stripe.Refund): Stripe.Refund {
  const card = {
    reference: randomToken(23),
    reference_status: "available",
    reference_type: "acquirer_reference_number",
    type: "refund" as const,
  };
  return { ...refund, destination_details: { card, type: "card" } };
}

export function retrieveRefund(call: Call, id: string): Outcome<Stripe.Refund> {
  const refund = call.store.get("refund", id);
  return refund ? done(refund) : noSuch("refund", id);
}

export const listRefundsParams = z.strictObject({
  ...listParams,
  charge: text.optional(),
  payment_intent: text.optional(),
});

export function listRefunds(call: Call, params: z.infer<typeof listRefundsParams>): Outcome<Page<"refund">> {
  return listPage(
    call.store,
    "refund",
    "/v1/refunds",
    params,
    (refund) =>
      (params.charge === undefined || refund.charge === params.charge) &&
      (params.payment_intent === undefined || refund.payment_intent === params.payment_intent),
  );
}

function findCharge(call: Call, params: CreateRefund): Outcome<Stripe.Charge> {
  if (params.charge !== undefined && params.payment_intent !== undefined) {
    return invalid("You may only specify one of these parameters: charge, payment_intent.", {
      code: "parameters_exclusive",
    });
  }
  if (params.charge !== undefined) {
    const charge = call.store.get("charge", params.charge);
    return charge ? done(charge) : noSuch("charge", params.charge, "charge");
  }
  if (params.payment_intent === undefined) {
    return invalid(
      "One of the following params should be provided for this request: payment_intent or charge.",
      {
        code: "parameter_missing",
        param: "payment_intent",
      },
    );
  }
  const intent = call.store.get("payment_intent", params.payment_intent);
  if (!intent) return noSuch("payment_intent", params.payment_intent, "payment_intent");
  const charge = call.store.get("charge", String(intent.latest_charge));
  if (charge?.status !== "succeeded") {
    return invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: "payment_intent",
    });
  }
  return done(charge);
}

function checkRefund(charge: Stripe.Charge, amount: number, left: number) {
  if (left === 0) {
    return invalid(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  if (charge.status !== "succeeded" || !charge.captured) {
    return fail(400, {
      type: "invalid_request_error",
      code: "charge_not_refundable",
      message: `Charge ${charge.id} has not been captured. Cancel its PaymentIntent instead.`,
    });
  }
  if (amount < 1) {
    return invalid("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  }
  if (amount > left) {
    const whole = charge.amount_refunded === 0 ? "charge amount" : "unrefunded amount on charge";
    const asked = formatMoney(amount, charge.currency);
    return invalid(
      `Refund amount (${asked}) is greater than ${whole} (${formatMoney(left, charge.currency)})`,
      {
        param: "amount",
      },
    );
  }
  return null;
}
