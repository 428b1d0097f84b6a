import type Stripe from "stripe";
import { z } from "zod";
import { move, PLATFORM } from "./balance.ts";
import type { Call } from "./call.ts";
import { done, invalid, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { newId } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { boolean, expand, listParams, text } from "./params.ts";

/** A card network's time to answer, at the shortest (docs.stripe.com/disputes/how-disputes-work). */
const ANSWER_WITHIN_SECONDS = 7 * 24 * 3600;

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** The buyer's bank asks for a payment's money back. */
export const openDisputeControl = z.strictObject({
  payment_intent: z.string(),
  reason: z
    .enum(["fraudulent", "product_not_received", "product_unacceptable", "duplicate", "general"])
    .default("fraudulent"),
});

export function openDispute(call: Call, given: z.infer<typeof openDisputeControl>): Stripe.Dispute | null {
  const intent = call.store.get("payment_intent", given.payment_intent);
  const charge = call.store.get("charge", String(intent?.latest_charge));
  const amount = charge ? charge.amount_captured - charge.amount_refunded : 0;
  if (!intent || !charge?.captured || charge.disputed || amount === 0) return null;
  const dispute: Stripe.Dispute = call.store.put("dispute", {
    id: newId("du"),
    object: "dispute",
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: call.clock.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: call.clock.now() + ANSWER_WITHIN_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intent.id,
    reason: given.reason,
    status: "needs_response",
  });
  call.store.put("charge", { ...charge, disputed: true });
  const { currency } = charge;
  move(call, { account: PLATFORM, amount: -amount, currency, type: "dispute", source: dispute.id });
  record(call, "charge.dispute.created", dispute);
  record(call, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

export const closeDisputeControl = z.strictObject({ dispute: z.string(), outcome: z.enum(["won", "lost"]) });

export function closeDispute(
  call: Call,
  { dispute: id, outcome }: z.infer<typeof closeDisputeControl>,
): Stripe.Dispute | null {
  const dispute = call.store.get("dispute", id);
  if (!dispute || dispute.status === "won" || dispute.status === "lost") return null;
  const closed: Stripe.Dispute = call.store.put("dispute", { ...dispute, status: outcome });
  if (outcome === "won") {
    const { amount, currency } = dispute;
    move(call, { account: PLATFORM, amount, currency, type: "dispute", source: id });
    record(call, "charge.dispute.funds_reinstated", closed);
  }
  record(call, "charge.dispute.closed", closed);
  return closed;
}

export const updateDisputeParams = z.strictObject({
  evidence: z
    .strictObject({
      product_description: text.optional(),
      shipping_tracking_number: text.optional(),
      uncategorized_text: text.optional(),
    })
    .optional(),
  submit: boolean.optional(),
  expand,
});

export function updateDispute(
  call: Call,
  id: string,
  { evidence, submit }: z.infer<typeof updateDisputeParams>,
): Outcome<Stripe.Dispute> {
  const found = retrieveDispute(call, id);
  if (!found.ok) return found;
  const dispute = found.value;
  if (dispute.status !== "needs_response") {
    return invalid("This dispute cannot be changed any more.", { code: "dispute_not_changeable" });
  }
  const details = dispute.evidence_details;
  const updated: Stripe.Dispute = call.store.put("dispute", {
    ...dispute,
    evidence: {
      ...dispute.evidence,
      product_description: evidence?.product_description ?? dispute.evidence.product_description,
      shipping_tracking_number:
        evidence?.shipping_tracking_number ?? dispute.evidence.shipping_tracking_number,
      uncategorized_text: evidence?.uncategorized_text ?? dispute.evidence.uncategorized_text,
    },
    evidence_details: {
      ...details,
      has_evidence: true,
      ...(submit === false
        ? {}
        : { submission_count: details.submission_count + 1, submission_method: "manual" }),
    },
    status: submit === false ? dispute.status : "under_review",
  });
  record(call, "charge.dispute.updated", updated);
  return done(updated);
}

export function retrieveDispute(call: Call, id: string): Outcome<Stripe.Dispute> {
  const dispute = call.store.get("dispute", id);
  return dispute ? done(dispute) : noSuch("dispute", id, "dispute");
}

export const listDisputesParams = z.strictObject({
  ...listParams,
  charge: text.optional(),
  payment_intent: text.optional(),
});

export function listDisputes(
  call: Call,
  params: z.infer<typeof listDisputesParams>,
): Outcome<Page<"dispute">> {
  return listPage(
    call.store,
    "dispute",
    "/v1/disputes",
    params,
    (dispute) =>
      (params.charge === undefined || dispute.charge === params.charge) &&
      (params.payment_intent === undefined || dispute.payment_intent === params.payment_intent),
  );
}
