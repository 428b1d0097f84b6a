import type { Clock } from "../kit/clock.ts";
import type { PayoutAccounts } from "../payments/stripe-accounts.ts";
import type { PayoutAccountStore } from "./payout-accounts.store.ts";

export interface LookAtAccountDeps {
  accounts: PayoutAccountStore;
  accountsAtProvider: PayoutAccounts;
  clock: Clock;
}

/** Asks the provider how an account stands and keeps the answer, whoever had the news: a webhook, its owner's page or the job. */
export const lookAtAccount = async (
  { accounts, accountsAtProvider, clock }: LookAtAccountDeps,
  accountId: string,
): Promise<void> => {
  const askedAt = new Date(clock.now());
  await accounts.note(accountId, await accountsAtProvider.standing(accountId), askedAt);
};
