import type { Job } from "../jobs/jobs.ts";
import type { LeaseStore } from "../jobs/lease.store.ts";
import type { Logger } from "../kit/logger.ts";
import { type ReconcileDeps, reconcile } from "./reconcile.ts";
import type { ReconciliationStore } from "./reconciliations.store.ts";

/** Milliseconds between two looks for whether it is time, and between two comparisons at least. */
const LOOK_MS = 5_000;
const EVERY_MS = 30_000;
/** Of a long comparison, the pause after it is so many times as long: it costs at most a twentieth of what there is. */
const REST = 20;
/** Milliseconds after which a server that died while it compared is not waited for any more. */
const GIVE_UP_MS = 10 * 60_000;

const LEASE = "reconcile";

/** Compares everything again and again, one server at a time; what it found is in the record for all of them. */
export const reconcileJob = (
  deps: ReconcileDeps & { leases: LeaseStore; reconciliations: ReconciliationStore; log: Logger },
): Job => ({
  name: "reconcile",
  everyMs: LOOK_MS,
  run: async () => {
    const { leases, reconciliations, clock, log } = deps;
    const now = clock.now();
    const last = await reconciliations.newest();
    const due = last ? Date.parse(last.at) + Math.max(EVERY_MS, REST * last.tookMs) : 0;
    if (now < due) return;
    if (!(await leases.take(LEASE, new Date(now), new Date(now + GIVE_UP_MS)))) return;
    try {
      const found = await reconcile(deps);
      await reconciliations.keep(found);
      if (found.total > 0)
        log.error({ total: found.total, differences: found.differences }, "stock does not add up");
    } finally {
      await leases.release(LEASE);
    }
  },
});
