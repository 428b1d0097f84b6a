import type Stripe from "stripe";
import { z } from "zod";
import { AVAILABLE_AFTER_SECONDS, move, PLATFORM } from "./balance.ts";
import type { Call } from "./call.ts";
import { done, invalid, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { newId } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { formatMoney } from "./money.ts";
import { boolean, expand, integer, listParams, text } from "./params.ts";
import { schedule } from "./tasks.ts";

/** A captured charge reaches the balances: the platform's, and from there the shop's, less the platform's fee. */
export function settleCharge(call: Call, charge: Stripe.Charge, intent: Stripe.PaymentIntent): Stripe.Charge {
  const amount = charge.amount_captured;
  const { currency } = charge;
  move(call, { account: PLATFORM, amount, currency, type: "charge", source: charge.id });
  const destination = intent.transfer_data?.destination;
  if (typeof destination !== "string") return charge;
  const transfer = writeTransfer(call, charge, destination, amount);
  const due = intent.application_fee_amount ?? 0;
  const fee = due > 0 ? writeFee(call, charge, destination, Math.min(due, amount)) : null;
  // What is left of it goes to the account's bank by itself.
  schedule(call, { kind: "pay_out", account: destination }, AVAILABLE_AFTER_SECONDS);
  return call.store.put("charge", {
    ...charge,
    application_fee: fee?.id ?? null,
    application_fee_amount: fee?.amount ?? null,
    transfer: transfer.id,
    transfer_data: { amount: null, destination },
  });
}

const empty = <T>(url: string): Stripe.ApiList<T> => ({ object: "list", data: [], has_more: false, url });

function writeTransfer(
  call: Call,
  charge: Stripe.Charge,
  destination: string,
  amount: number,
): Stripe.Transfer {
  const id = newId("tr");
  const transfer = call.store.put("transfer", {
    id,
    object: "transfer",
    amount,
    amount_reversed: 0,
    balance_transaction: null,
    created: call.clock.now(),
    currency: charge.currency,
    description: null,
    destination,
    livemode: false,
    metadata: {},
    reversals: empty<Stripe.TransferReversal>(`/v1/transfers/${id}/reversals`),
    reversed: false,
    source_transaction: charge.id,
    source_type: "card",
    transfer_group: charge.transfer_group ?? `group_${String(charge.payment_intent)}`,
  });
  const { currency } = charge;
  move(call, { account: PLATFORM, amount: -amount, currency, type: "transfer", source: id });
  move(call, { account: destination, amount, currency, type: "transfer", source: id });
  record(call, "transfer.created", transfer);
  return transfer;
}

function writeFee(call: Call, charge: Stripe.Charge, account: string, amount: number): Stripe.ApplicationFee {
  const id = newId("fee");
  const fee = call.store.put("application_fee", {
    id,
    object: "application_fee",
    account,
    amount,
    amount_refunded: 0,
    application: "ca_simulated",
    balance_transaction: null,
    charge: charge.id,
    created: call.clock.now(),
    currency: charge.currency,
    fee_source: { charge: charge.id, type: "charge" },
    livemode: false,
    originating_transaction: charge.id,
    refunded: false,
    refunds: empty<Stripe.FeeRefund>(`/v1/application_fees/${id}/refunds`),
  });
  const { currency } = charge;
  move(call, { account, amount: -amount, currency, type: "application_fee", source: id });
  move(call, { account: PLATFORM, amount, currency, type: "application_fee", source: id });
  record(call, "application_fee.created", fee);
  return fee;
}

/** Takes money back from the account that it was transferred to. */
export function reverseTransfer(
  call: Call,
  transfer: Stripe.Transfer,
  amount: number,
  sourceRefund: string | null,
): Stripe.TransferReversal {
  const { currency } = transfer;
  const reversal: Stripe.TransferReversal = call.store.put("transfer_reversal", {
    id: newId("trr"),
    object: "transfer_reversal",
    amount,
    balance_transaction: null,
    created: call.clock.now(),
    currency,
    destination_payment_refund: null,
    metadata: {},
    source_refund: sourceRefund,
    transfer: transfer.id,
  });
  const amountReversed = transfer.amount_reversed + amount;
  const reversed = call.store.put("transfer", {
    ...transfer,
    amount_reversed: amountReversed,
    reversed: amountReversed === transfer.amount,
  });
  const type = "transfer_reversal";
  move(call, { account: String(transfer.destination), amount: -amount, currency, type, source: reversal.id });
  move(call, { account: PLATFORM, amount, currency, type, source: reversal.id });
  record(call, "transfer.reversed", reversed);
  return reversal;
}

/** Gives the account back what the platform kept of it. */
export function refundFee(call: Call, fee: Stripe.ApplicationFee, amount: number): Stripe.FeeRefund {
  const { currency } = fee;
  const refund: Stripe.FeeRefund = call.store.put("fee_refund", {
    id: newId("fr"),
    object: "fee_refund",
    amount,
    balance_transaction: null,
    created: call.clock.now(),
    currency,
    fee: fee.id,
    metadata: {},
  });
  const amountRefunded = fee.amount_refunded + amount;
  const refunded = call.store.put("application_fee", {
    ...fee,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === fee.amount,
  });
  const type = "application_fee_refund";
  move(call, { account: PLATFORM, amount: -amount, currency, type, source: refund.id });
  move(call, { account: String(fee.account), amount, currency, type, source: refund.id });
  record(call, "application_fee.refunded", refunded);
  return refund;
}

/** What of `whole` belongs to `part` of `of`, all parts so far together; the last part gets what rounding left. */
export function proportion(whole: number, part: number, of: number): number {
  return part === of ? whole : Math.floor((whole * part) / of);
}

export function retrieveTransfer(call: Call, id: string): Outcome<Stripe.Transfer> {
  const transfer = call.store.get("transfer", id);
  return transfer ? done(transfer) : noSuch("transfer", id, "transfer");
}

export const listTransfersParams = z.strictObject({
  ...listParams,
  destination: text.optional(),
  transfer_group: text.optional(),
});

export function listTransfers(
  call: Call,
  params: z.infer<typeof listTransfersParams>,
): Outcome<Page<"transfer">> {
  return listPage(
    call.store,
    "transfer",
    "/v1/transfers",
    params,
    (transfer) =>
      (params.destination === undefined || transfer.destination === params.destination) &&
      (params.transfer_group === undefined || transfer.transfer_group === params.transfer_group),
  );
}

export const createReversalParams = z.strictObject({
  amount: integer.optional(),
  refund_application_fee: boolean.optional(),
  expand,
});

export function createReversal(
  call: Call,
  id: string,
  params: z.infer<typeof createReversalParams>,
): Outcome<Stripe.TransferReversal> {
  const found = retrieveTransfer(call, id);
  if (!found.ok) return found;
  const transfer = found.value;
  const left = transfer.amount - transfer.amount_reversed;
  const amount = params.amount ?? left;
  const refused = checkPart(amount, left, transfer.currency, "Transfer reversal amount");
  return refused ?? done(reverseTransfer(call, transfer, amount, null));
}

export function retrieveFee(call: Call, id: string): Outcome<Stripe.ApplicationFee> {
  const fee = call.store.get("application_fee", id);
  return fee ? done(fee) : noSuch("application_fee", id, "fee");
}

export const listFeesParams = z.strictObject({ ...listParams, charge: text.optional() });

export function listFees(
  call: Call,
  params: z.infer<typeof listFeesParams>,
): Outcome<Page<"application_fee">> {
  return listPage(
    call.store,
    "application_fee",
    "/v1/application_fees",
    params,
    (fee) => params.charge === undefined || fee.charge === params.charge,
  );
}

export const createFeeRefundParams = z.strictObject({ amount: integer.optional(), expand });

export function createFeeRefund(
  call: Call,
  id: string,
  params: z.infer<typeof createFeeRefundParams>,
): Outcome<Stripe.FeeRefund> {
  const found = retrieveFee(call, id);
  if (!found.ok) return found;
  const left = found.value.amount - found.value.amount_refunded;
  const amount = params.amount ?? left;
  const refused = checkPart(amount, left, found.value.currency, "Application fee refund amount");
  return refused ?? done(refundFee(call, found.value, amount));
}

function checkPart(amount: number, left: number, currency: string, what: string) {
  if (amount >= 1 && amount <= left) return null;
  return invalid(
    `${what} (${formatMoney(amount, currency)}) must be positive and at most what is left (${formatMoney(left, currency)}).`,
    { param: "amount" },
  );
}
