import { createCustomerStore } from "./cards/customers.store.ts";
import type { Config } from "./config.ts";
import { createDisputeStore } from "./disputes/disputes.store.ts";
import type { DropStore } from "./drops/drops.store.ts";
import { createLeaseStore } from "./jobs/lease.store.ts";
import type { Db } from "./kit/mongo.ts";
import type { Redis } from "./kit/redis.ts";
import { dropLinesOf } from "./orders/order-lines.ts";
import type { OrderRecord } from "./orders/order-record.ts";
import { createCallQueue } from "./payments/call-queue.ts";
import { createTermsOf } from "./payments/decide-terms.ts";
import { createEventCursorStore } from "./payments/event-cursor.store.ts";
import { createPaymentEventStore } from "./payments/payment-events.store.ts";
import { createPaymentRecordStore } from "./payments/payment-records.store.ts";
import { createPaymentTermsStore } from "./payments/payment-terms.store.ts";
import { createRehearsalPayments } from "./payments/rehearsal-payments.ts";
import { createStripePayments } from "./payments/stripe.ts";
import { createStripeAccounts } from "./payments/stripe-accounts.ts";
import { createStripeCards } from "./payments/stripe-cards.ts";
import { createStripeClient } from "./payments/stripe-client.ts";
import { createPayoutAccountStore } from "./payouts/payout-accounts.store.ts";

interface PayoutParts {
  config: Config;
  db: Db;
  redis: Redis;
  drops: DropStore;
  /** In a rehearsal: nothing there reaches the payment provider. */
  rehearsing: boolean;
}

/** Wires the payment provider and what is known of its money. A part of sales.ts, which alone calls it. */
export const buildPayouts = ({ config, db, redis, drops, rehearsing }: PayoutParts) => {
  const { stripe: settings } = config;
  const stripeProvider = () => {
    const stripe = createStripeClient(settings, createCallQueue(redis, settings.callsPerSecond));
    return {
      payments: createStripePayments(stripe, settings),
      cards: createStripeCards(stripe),
      accountsAtProvider: createStripeAccounts(stripe),
    };
  };
  const accounts = createPayoutAccountStore(db);
  const customers = createCustomerStore(db);
  const destinationOf = async (shopId: string): Promise<string | null> => {
    const account = await accounts.ofShop(shopId);
    return account?.state === "ready" ? account.accountId : null;
  };
  /** One drop whose money is taken later makes it later for the whole order: a payment is taken once. */
  const captureOf = async (order: OrderRecord): Promise<"automatic" | "manual"> => {
    const found = await Promise.all(dropLinesOf(order).map(({ source }) => drops.find(source.dropId)));
    return found.some((drop) => drop?.capture === "manual") ? "manual" : "automatic";
  };
  return {
    ...(rehearsing ? createRehearsalPayments(db) : stripeProvider()),
    accounts,
    customers,
    disputes: createDisputeStore(db),
    records: createPaymentRecordStore(db),
    events: createPaymentEventStore(db),
    cursor: createEventCursorStore(db),
    leases: createLeaseStore(db),
    feeBasisPoints: settings.feeBasisPoints,
    publicUrl: config.publicUrl,
    termsOf: createTermsOf({
      terms: createPaymentTermsStore(db),
      feeBasisPoints: settings.feeBasisPoints,
      destinationOf,
      customerOf: customers.find,
      captureOf,
    }),
  };
};
