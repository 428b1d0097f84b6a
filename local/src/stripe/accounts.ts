import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "./call.ts";
import { done, invalid, noSuch, type Outcome } from "./errors.ts";
import { record } from "./events.ts";
import { mergeMetadata } from "./fields.ts";
import { newId, randomToken } from "./ids.ts";
import { boolean, expand, metadata, text } from "./params.ts";

const capability = z.strictObject({ requested: boolean });

export const createAccountParams = z.strictObject({
  type: z.literal("express"),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  email: z.email().optional(),
  business_type: z.enum(["company", "individual", "non_profit"]).optional(),
  business_profile: z
    .strictObject({ name: text.optional(), url: text.optional(), product_description: text.optional() })
    .optional(),
  capabilities: z
    .strictObject({ card_payments: capability.optional(), transfers: capability.optional() })
    .optional(),
  metadata: metadata.optional(),
  expand,
});

/** What an express account is asked for before it may be paid. */
const ASKED = [
  "business_type",
  "external_account",
  "individual.address.line1",
  "individual.dob.day",
  "individual.first_name",
  "individual.phone",
  "tos_acceptance.date",
];

const requirements = (
  due: string[],
  disabled: Stripe.Account.Requirements["disabled_reason"],
): Stripe.Account.Requirements => ({
  alternatives: [],
  current_deadline: null,
  currently_due: due,
  disabled_reason: disabled,
  errors: [],
  eventually_due: due,
  past_due: due,
  pending_verification: [],
});

export function createAccount(
  call: Call,
  params: z.infer<typeof createAccountParams>,
): Outcome<Stripe.Account> {
  const account: Stripe.Account = {
    id: newId("acct"),
    object: "account",
    business_type: params.business_type ?? null,
    capabilities: {
      ...(params.capabilities?.card_payments?.requested ? { card_payments: "inactive" } : {}),
      ...(params.capabilities?.transfers?.requested ? { transfers: "inactive" } : {}),
    },
    charges_enabled: false,
    country: params.country ?? "US",
    created: call.clock.now(),
    default_currency: params.country === "KR" ? "krw" : "usd",
    details_submitted: false,
    email: params.email ?? null,
    metadata: mergeMetadata({}, params.metadata),
    payouts_enabled: false,
    requirements: requirements(ASKED, "requirements.past_due"),
    type: "express",
  };
  return done(call.store.put("account", account));
}

export function retrieveAccount(call: Call, id: string): Outcome<Stripe.Account> {
  const account = call.store.get("account", id);
  return account ? done(account) : noSuch("account", id, "account");
}

/** An account that may be sent money. */
export function requireDestination(call: Call, id: string): Outcome<Stripe.Account> {
  const account = call.store.get("account", id);
  if (!account) return noSuch("destination", id, "transfer_data[destination]");
  if (account.capabilities?.transfers === "active") return done(account);
  return invalid(
    "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
    { code: "insufficient_capabilities_for_transfer", param: "transfer_data[destination]" },
  );
}

/** How long a link leads anywhere; Stripe's last for a few minutes too. */
const LINK_SECONDS = 300;

/** One invitation to tell Stripe about an account. */
export interface Onboarding {
  id: string;
  account: string;
  refresh_url: string;
  return_url: string;
  expires_at: number;
  used: boolean;
}

export const createAccountLinkParams = z.strictObject({
  account: text,
  type: z.enum(["account_onboarding", "account_update"]),
  refresh_url: z.url({ protocol: /^https?$/, error: "Not a valid URL" }),
  return_url: z.url({ protocol: /^https?$/, error: "Not a valid URL" }),
  collection_options: z
    .strictObject({ fields: z.enum(["currently_due", "eventually_due"]).optional() })
    .optional(),
  expand,
});

export function createAccountLink(
  call: Call,
  params: z.infer<typeof createAccountLinkParams>,
): Outcome<Stripe.AccountLink> {
  const account = retrieveAccount(call, params.account);
  if (!account.ok) return account;
  const link = call.store.put("onboarding", {
    id: randomToken(32),
    account: account.value.id,
    refresh_url: params.refresh_url,
    return_url: params.return_url,
    expires_at: call.clock.now() + LINK_SECONDS,
    used: false,
  });
  return done({
    object: "account_link",
    created: call.clock.now(),
    expires_at: link.expires_at,
    url: `${call.baseUrl}/onboarding/${link.id}`,
  });
}

/** How an account stands from now on: everything told, still being looked at, or something missing again. */
export const accountState = z.strictObject({
  account: z.string(),
  state: z.enum(["ready", "reviewing", "restricted"]),
  /** Seconds from now until what is missing must be there. */
  deadline: z.int().positive().optional(),
});

export function setAccountState(
  call: Call,
  { account: id, state, deadline }: z.infer<typeof accountState>,
): Stripe.Account | null {
  const account = call.store.get("account", id);
  if (!account) return null;
  const ready = state === "ready";
  const capabilities = Object.fromEntries(
    Object.keys(account.capabilities ?? {}).map((name) => [name, ready ? "active" : "pending"]),
  );
  const missing = requirements(["individual.verification.document"], "requirements.past_due");
  const updated = call.store.put("account", {
    ...account,
    capabilities,
    charges_enabled: ready,
    details_submitted: true,
    payouts_enabled: ready,
    requirements:
      state === "restricted"
        ? { ...missing, current_deadline: deadline === undefined ? null : call.clock.now() + deadline }
        : {
            ...requirements([], ready ? null : "requirements.pending_verification"),
            pending_verification: ready ? [] : ["individual.verification.document"],
          },
  });
  record({ ...call, account: id }, "account.updated", updated);
  return updated;
}
