import type { Job } from "../jobs/jobs.ts";
import { type FinishRefundDeps, finishRefund } from "./finish-refund.ts";

/** Milliseconds until a refund counts as left behind. Asking twice at once does no harm: its key makes it one. */
const LEFT_BEHIND_AFTER_MS = 3_000;

/** What finishes refunds that a crash or a silent provider left between decision and record. */
export const refundJobs = (deps: FinishRefundDeps): Job[] => [
  {
    name: "refunds",
    everyMs: 5_000,
    run: async () => {
      const { refunds, clock, log } = deps;
      for (const refund of await refunds.pendingSince(new Date(clock.now() - LEFT_BEHIND_AFTER_MS)))
        await finishRefund(deps, refund).catch((error: unknown) =>
          log.warn({ err: error, refundId: refund.id }, "refund: left for the next turn"),
        );
    },
  },
];
