import { ok, type PayoutsPage, type Result } from "@showdrop/shared";
import { toWireDispute } from "../disputes/dispute-view.ts";
import type { DisputeStore } from "../disputes/disputes.store.ts";
import type { PaymentRecordStore } from "../payments/payment-records.store.ts";
import { PaymentsUnavailable } from "../payments/payments.ts";
import { type LookAtAccountDeps, lookAtAccount } from "./look-at-account.ts";

export interface ReadPayoutsDeps extends LookAtAccountDeps {
  records: PaymentRecordStore;
  disputes: DisputeStore;
  feeBasisPoints: number;
}

/** What the provider says, or null while it does not answer: the rest of the page is ours and is shown all the same. */
const ifAnswered = async <T>(question: Promise<T>): Promise<T | null> => {
  try {
    return await question;
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    return null;
  }
};

/** The owner's page about money. */
export const readPayouts = async (deps: ReadPayoutsDeps, shopId: string): Promise<Result<PayoutsPage>> => {
  const { accounts, accountsAtProvider, records, disputes, feeBasisPoints } = deps;
  const before = await accounts.ofShop(shopId);
  // Its owner may come from the provider's page a moment before the news does.
  if (before && before.state !== "ready") await ifAnswered(lookAtAccount(deps, before.accountId));
  const account = await accounts.ofShop(shopId);
  const [sales, disputed, balance, payouts] = await Promise.all([
    records.salesOf(shopId),
    disputes.ofShop(shopId),
    account && ifAnswered(accountsAtProvider.balance(account.accountId)),
    account && ifAnswered(accountsAtProvider.payouts(account.accountId)),
  ]);
  return ok({
    account: account
      ? { state: account.state, needs: account.needs, deadline: account.deadline?.toISOString() ?? null }
      : { state: "none", needs: [], deadline: null },
    feeBasisPoints,
    sales,
    disputes: disputed.map(toWireDispute),
    balance,
    payouts,
  });
};
