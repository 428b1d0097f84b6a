import type { Payout, PayoutAccount, PayoutNeed, PayoutsPage } from "@showdrop/shared";
import { payoutStatuses } from "@showdrop/shared";
import type Stripe from "stripe";
import { currencyOf, reach } from "./stripe-client.ts";

/** A shop's account as the provider has it. */
export type AccountStanding = Omit<PayoutAccount, "deadline"> & { deadline: Date | null };

/** The accounts that shops' sales are paid to. Every call may throw `PaymentsUnavailable`. */
export interface PayoutAccounts {
  /** The same shop gives the same account. @returns its id */
  open(shop: { id: string; name: string }, email: string): Promise<string>;
  /** A page of the provider's where its owner tells about themselves; good once, for a few minutes. */
  onboardingUrl(accountId: string, to: { back: URL; again: URL }): Promise<string>;
  standing(accountId: string): Promise<AccountStanding>;
  balance(accountId: string): Promise<NonNullable<PayoutsPage["balance"]>>;
  /** The newest payouts, newest first. */
  payouts(accountId: string): Promise<Payout[]>;
}

/** Stripe names what it wants by the field, such as `individual.address.line1`; these beginnings make groups of them. */
const needOf = (field: string): PayoutNeed => {
  if (field.includes("verification")) return "documents";
  if (field.startsWith("external_account")) return "bank_account";
  if (field.startsWith("tos_acceptance")) return "terms";
  if (field.includes("address")) return "address";
  if (field.endsWith("phone") || field.endsWith("email")) return "contact";
  if (field.startsWith("business") || field.startsWith("company")) return "business";
  if (/^(individual|person_|representative|owners|directors|executives)/.test(field)) return "identity";
  return "other";
};

const toStanding = (account: Stripe.Account): AccountStanding => {
  const due = [...(account.requirements?.currently_due ?? []), ...(account.requirements?.past_due ?? [])];
  const deadline = account.requirements?.current_deadline;
  const state = (): PayoutAccount["state"] => {
    if (account.capabilities?.transfers === "active" && account.payouts_enabled) return "ready";
    if (!account.details_submitted) return "incomplete";
    return due.length === 0 ? "reviewing" : "restricted";
  };
  return {
    state: state(),
    needs: [...new Set(due.map(needOf))],
    deadline: deadline ? new Date(deadline * 1000) : null,
  };
};

const statusOf = (status: string): Payout["status"] =>
  payoutStatuses.find((known) => known === status) ?? "pending";

/** How many payouts a page shows. */
const NEWEST = 20;

export const createStripeAccounts = (stripe: Stripe): PayoutAccounts => ({
  async open(shop, email) {
    const { id } = await reach(
      stripe.accounts.create(
        {
          type: "express",
          email,
          business_profile: { name: shop.name },
          // Sales are charged by the operator and passed on; the shop's account charges nobody itself.
          capabilities: { transfers: { requested: true } },
          metadata: { shopId: shop.id },
        },
        { idempotencyKey: `account_${shop.id}` },
      ),
    );
    return id;
  },

  async onboardingUrl(accountId, { back, again }) {
    const { url } = await reach(
      stripe.accountLinks.create({
        account: accountId,
        type: "account_onboarding",
        return_url: back.href,
        refresh_url: again.href,
        collection_options: { fields: "eventually_due" },
      }),
    );
    return url;
  },

  async standing(accountId) {
    return toStanding(await reach(stripe.accounts.retrieve(accountId)));
  },

  async balance(accountId) {
    const balance = await reach(stripe.balance.retrieve({}, { stripeAccount: accountId }));
    return balance.available.map(({ amount, currency }) => ({
      currency: currencyOf(currency),
      available: amount,
      pending: balance.pending.find((part) => part.currency === currency)?.amount ?? 0,
    }));
  },

  async payouts(accountId) {
    const { data } = await reach(stripe.payouts.list({ limit: NEWEST }, { stripeAccount: accountId }));
    return data.map(({ id, amount, currency, status, arrival_date }) => ({
      id,
      amount: { amount, currency: currencyOf(currency) },
      status: statusOf(status),
      arrivesAt: new Date(arrival_date * 1000).toISOString(),
    }));
  },
});
