import { ok, type Result } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { Transact } from "../kit/mongo.ts";
import type { PayoutAccounts } from "../payments/stripe-accounts.ts";
import type { PayoutAccountStore } from "./payout-accounts.store.ts";

export interface StartOnboardingDeps {
  accounts: PayoutAccountStore;
  accountsAtProvider: PayoutAccounts;
  audit: AuditStore;
  transact: Transact;
  clock: Clock;
  publicUrl: URL;
}

/**
 * Where the owner opens the shop's payout account, or completes it. The account is made before anybody is sent there, so
 * that whoever turns back half-way finds the same one again.
 */
export const startOnboarding = async (
  { accounts, accountsAtProvider, audit, transact, clock, publicUrl }: StartOnboardingDeps,
  shop: { id: string; name: string },
  owner: { id: string; email: string },
): Promise<Result<{ url: string }>> => {
  const known = (await accounts.ofShop(shop.id))?.accountId;
  const accountId = known ?? (await accountsAtProvider.open(shop, owner.email));
  const page = new URL("/studio/payouts", publicUrl);
  const url = await accountsAtProvider.onboardingUrl(accountId, {
    back: page,
    again: new URL("?again", page),
  });
  return transact(async (session) => {
    if (!known) await accounts.add(shop.id, accountId, new Date(clock.now()), session);
    await audit.record(
      {
        actorId: owner.id,
        action: "payouts:onboard",
        subject: `shop:${shop.id}`,
        before: { accountId: known ?? null },
        after: { accountId },
      },
      session,
    );
    return ok({ url });
  });
};
