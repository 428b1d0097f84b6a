import PQueue from "p-queue";
import { expireOrder } from "../checkout/end-order.ts";
import type { SettleDeps } from "../checkout/settle-order.ts";
import { settleOrder } from "../checkout/settle-order.ts";
import { type AttendDeps, attendDrop } from "../drops/attend-drop.ts";
import { settleDrop } from "../drops/close-drop.ts";
import { ordersFor } from "../drops/drop-orders.ts";
import type { DropTimers } from "../drops/drop-timers.ts";
import { sweepHolds } from "../holds/sweep-holds.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { withUrgency } from "../payments/call-queue.ts";
import type { Job } from "./jobs.ts";

export interface SalesJobsDeps extends SettleDeps, AttendDeps {
  timers: DropTimers;
}

/** Milliseconds an order waits for its webhook before Stripe is asked: webhooks usually take one to five seconds. */
const ASK_AFTER_MS = 15_000;

/** Orders that are ended at the same time, well below what the provider's queue lets wait. */
const ENDED_AT_ONCE = 10;

/** Each thing on its own: one that fails must not keep the others waiting. */
const eachOf = async <T>(
  { log }: SalesJobsDeps,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  for (const item of items)
    try {
      await work(item);
    } catch (error) {
      log.warn({ err: error, item }, "left for the next turn");
    }
};

/** What keeps sales moving without anybody asking. After a crash these same jobs finish what was begun. */
export const salesJobs = (deps: SalesJobsDeps): Job[] => {
  const { drops, holds, orders, payments, recount, timers, writeLog, clock, findShow, log } = deps;
  return [
    {
      name: "drops",
      everyMs: 500,
      run: async () => {
        await eachOf(deps, await drops.unsettled(), async (drop) => {
          // What was decided in the record and did not reach Redis.
          await recount.counted(drop.id, () => holds.follow(drop.id, ordersFor(drop)));
          await sweepHolds(deps, drop);
          await writeLog(drop.id);
          if (drop.closedAt) return settleDrop(deps, drop);
          const now = clock.now();
          timers.expect(drop.id, await attendDrop(deps, drop, await findShow(drop.showId), now));
        });
      },
    },
    {
      name: "overdueOrders",
      everyMs: 1_000,
      run: () =>
        withUrgency("sweep", async () => {
          const overdue = await orders.overdue(new Date(clock.now()));
          const later = (order: OrderRecord) => orders.endLater(order, new Date(clock.now()));
          // Several at once: while the provider does not answer, each waits for as long as it may.
          await new PQueue({ concurrency: ENDED_AT_ONCE }).addAll(
            overdue.map((order) => async () => {
              try {
                const ended = await expireOrder(deps, order);
                if (ended.status === "expiring") await later(ended);
              } catch (error) {
                log.warn({ err: error, orderId: order.id }, "left for later");
                await later(order);
              }
            }),
          );
        }),
    },
    {
      name: "unheardPayments",
      everyMs: 5_000,
      run: () =>
        withUrgency("sweep", async () =>
          eachOf(deps, await orders.waitingSince(new Date(clock.now() - ASK_AFTER_MS)), async (order) => {
            if (order.paymentId) await settleOrder(deps, order, await payments.read(order.paymentId));
          }),
        ),
    },
  ];
};
