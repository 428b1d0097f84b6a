import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { done, type Outcome } from "./errors.ts";
import { newId } from "./ids.ts";
import { expand } from "./params.ts";

/** Whose money: a connected account's id, or the platform's. */
export const PLATFORM = "platform";

/** One movement of an account's balance. `amount` is in minor units, below zero when money leaves. */
export interface BalanceEntry {
  id: string;
  account: string;
  amount: number;
  currency: string;
  type:
    | "charge"
    | "refund"
    | "transfer"
    | "transfer_reversal"
    | "application_fee"
    | "application_fee_refund"
    | "dispute"
    | "payout";
  /** The object that moved it. */
  source: string;
  created: number;
  availableOn: number;
}

/** Money that came in can be paid out two days later; Stripe's time differs by country (docs.stripe.com/payouts#payout-speed). */
export const AVAILABLE_AFTER_SECONDS = 2 * 24 * 3600;

/** Moves an account's balance. What comes in is pending for two days, what goes out leaves at once. */
export function move(call: Call, given: Omit<BalanceEntry, "id" | "created" | "availableOn">): void {
  const created = call.clock.now();
  const availableOn =
    given.amount > 0 && given.type !== "dispute" ? created + AVAILABLE_AFTER_SECONDS : created;
  call.store.put("balance_entry", { ...given, id: newId("txn"), created, availableOn });
}

/** What an account has, by currency: what it can pay out now, and what is pending. */
export function balanceOf(call: Call, account: string): Map<string, { available: number; pending: number }> {
  const sums = new Map<string, { available: number; pending: number }>();
  for (const entry of call.store.walk("balance_entry", "oldest")) {
    if (entry.account !== account) continue;
    const sum = sums.get(entry.currency) ?? { available: 0, pending: 0 };
    sum[entry.availableOn <= call.clock.now() ? "available" : "pending"] += entry.amount;
    sums.set(entry.currency, sum);
  }
  return sums;
}

export const balanceParams = z.strictObject({ expand });

export function retrieveBalance(call: Call): Outcome<Stripe.Balance> {
  const sums = [...balanceOf(call, call.account ?? PLATFORM)];
  return done({
    object: "balance",
    available: sums.map(([currency, { available }]) => ({
      amount: available,
      currency,
      source_types: { card: available },
    })),
    livemode: false,
    pending: sums.map(([currency, { pending }]) => ({
      amount: pending,
      currency,
      source_types: { card: pending },
    })),
  });
}
