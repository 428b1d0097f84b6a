import type Stripe from "stripe";
import { z } from "zod";
import { balanceOf, move, PLATFORM } from "./balance.ts";
import type { Call } from "./call.ts";
import { done, fail, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { newId } from "./ids.ts";
import { listPage, type Page } from "./list.ts";
import { expand, integer, listParams, text } from "./params.ts";
import { schedule } from "./tasks.ts";

/** How long a bank takes to have it. */
const ARRIVES_AFTER_SECONDS = 24 * 3600;

/** A payout as it is kept, with whose it is. */
export interface KeptPayout {
  id: string;
  created: number;
  account: string;
  payout: Stripe.Payout;
}

export const createPayoutParams = z.strictObject({
  amount: integer,
  currency: text.transform((code) => code.toLowerCase()),
  expand,
});

export function createPayout(
  call: Call,
  { amount, currency }: z.infer<typeof createPayoutParams>,
): Outcome<Stripe.Payout> {
  const account = call.account ?? PLATFORM;
  const available = balanceOf(call, account).get(currency)?.available ?? 0;
  if (amount < 1 || amount > available) {
    return fail(400, {
      type: "invalid_request_error",
      code: "balance_insufficient",
      message: "You have insufficient funds in your Stripe account for this payout.",
    });
  }
  return done(send(call, account, amount, currency, false));
}

/** Everything an account has goes to its bank; what it owes stays. */
export function payOut(call: Call, account: string): void {
  if (!call.store.get("account", account)?.payouts_enabled) return;
  for (const [currency, { available }] of balanceOf(call, account))
    if (available > 0) send(call, account, available, currency, true);
}

function send(
  call: Call,
  account: string,
  amount: number,
  currency: string,
  automatic: boolean,
): Stripe.Payout {
  const created = call.clock.now();
  const payout: Stripe.Payout = {
    id: newId("po"),
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: created + ARRIVES_AFTER_SECONDS,
    automatic,
    balance_transaction: null,
    created,
    currency,
    description: automatic ? "STRIPE PAYOUT" : null,
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: automatic ? "in_progress" : "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "in_transit",
    trace_id: null,
    type: "bank_account",
  };
  call.store.put("payout", { id: payout.id, created, account, payout });
  move(call, { account, amount: -amount, currency, type: "payout", source: payout.id });
  record(onBehalf(call, account), "payout.created", payout);
  schedule(call, { kind: "arrive", payout: payout.id }, ARRIVES_AFTER_SECONDS);
  return payout;
}

/** The bank has it. */
export function arrive(call: Call, id: string): void {
  const kept = call.store.get("payout", id);
  if (kept?.payout.status !== "in_transit") return;
  const payout: Stripe.Payout = { ...kept.payout, status: "paid" };
  call.store.put("payout", { ...kept, payout });
  record(onBehalf(call, kept.account), "payout.paid", payout);
}

function onBehalf(call: Call, account: string): Call {
  return { ...call, account: account === PLATFORM ? null : account };
}

export function retrievePayout(call: Call, id: string): Outcome<Stripe.Payout> {
  const kept = call.store.get("payout", id);
  return kept?.account === (call.account ?? PLATFORM) ? done(kept.payout) : noSuch("payout", id, "payout");
}

export const listPayoutsParams = z.strictObject({ ...listParams, status: text.optional() });

export function listPayouts(
  call: Call,
  params: z.infer<typeof listPayoutsParams>,
): Outcome<Omit<Page<"payout">, "data"> & { data: Stripe.Payout[] }> {
  const page = listPage(
    call.store,
    "payout",
    "/v1/payouts",
    params,
    ({ account, payout }) =>
      account === (call.account ?? PLATFORM) &&
      (params.status === undefined || payout.status === params.status),
  );
  return page.ok ? done({ ...page.value, data: page.value.data.map(({ payout }) => payout) }) : page;
}
