import { withUrgency } from "../payments/call-queue.ts";
import { type ReconcileDeps, reconcileEvents } from "../payments/reconcile-events.ts";
import { lookAtAccount } from "../payouts/look-at-account.ts";
import type { Job } from "./jobs.ts";
import type { LeaseStore } from "./lease.store.ts";

interface PaymentJobsDeps extends ReconcileDeps {
  leases: LeaseStore;
}

/** Milliseconds between two looks at the provider's events: a lost webhook is made good within about that. */
const RECONCILE_EVERY_MS = 15_000;
/** A server that died in the middle keeps the others waiting no longer than this, in milliseconds. */
const LEASE_MS = 60_000;
/** Milliseconds after which an account is looked at again although no webhook spoke of it. */
const UNREADY_MS = 60_000;
const READY_MS = 6 * 3_600_000;

/** What makes good what webhooks did not tell. */
export const paymentJobs = (deps: PaymentJobsDeps): Job[] => {
  const { leases, accounts, clock, log } = deps;
  return [
    {
      name: "paymentEvents",
      everyMs: RECONCILE_EVERY_MS,
      run: async (stopped) => {
        const now = clock.now();
        if (!(await leases.take("payment-events", new Date(now), new Date(now + LEASE_MS)))) return;
        await withUrgency("reconciler", () => reconcileEvents(deps, stopped));
      },
    },
    {
      name: "payoutAccounts",
      everyMs: UNREADY_MS / 2,
      run: () =>
        withUrgency("reconciler", async () => {
          const now = clock.now();
          const unseen = await accounts.unseenSince({
            unready: new Date(now - UNREADY_MS),
            ready: new Date(now - READY_MS),
          });
          for (const { accountId } of unseen)
            await lookAtAccount(deps, accountId).catch((error: unknown) =>
              log.warn({ err: error, accountId }, "left for the next turn"),
            );
        }),
    },
  ];
};
