import type { EndOrderDeps } from "../checkout/end-order.ts";
import { endOrder } from "../checkout/end-order.ts";
import { settleOrder } from "../checkout/settle-order.ts";
import { type CloseDropDeps, closeDrop, settleDrop } from "../drops/close-drop.ts";
import { dropTimes, hasClosed, hasOpened } from "../drops/drop-clock.ts";
import type { ShowOfSales } from "../drops/drops.edge.ts";
import { sweepHolds } from "../holds/sweep-holds.ts";
import type { Job } from "./jobs.ts";

export interface SalesJobsDeps extends EndOrderDeps, CloseDropDeps {
  findShow(id: string): Promise<ShowOfSales | null>;
}

/** Milliseconds an order waits for its webhook before Stripe is asked: webhooks usually take one to five seconds. */
const ASK_AFTER_MS = 15_000;

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
  const { drops, orders, payments, announcer, clock, findShow } = deps;
  return [
    {
      name: "drops: end due holds, open and close on time, close with their show, settle closed ones",
      everyMs: 500,
      run: async () => {
        const now = clock.now();
        const shows = new Map<string, ShowOfSales | null>();
        const showOf = async (id: string): Promise<ShowOfSales | null> => {
          const show = shows.get(id) ?? (await findShow(id));
          shows.set(id, show);
          return show;
        };
        await eachOf(deps, await drops.unsettled(), async (drop) => {
          await sweepHolds(deps, drop);
          if (drop.closedAt) return settleDrop(deps, drop);
          const show = await showOf(drop.showId);
          // Left open by a server that died while it ended the show, or created in the moment in which it ended.
          if (show?.status === "ended" || show?.status === "cancelled") return closeDrop(deps, drop);
          if (show?.status !== "live" && show?.status !== "paused") return;
          const times = dropTimes(drop, show);
          // The show was read after `now`: had it been paused by then, its clock would stand still before the closing.
          if (hasClosed(times, now)) return closeDrop(deps, drop);
          const opened = !drop.announced && hasOpened(times, now) && (await drops.markAnnounced(drop.id));
          // Paused or resumed, the show changed its drops' times.
          const shifted = drop.turn < show.turn && (await drops.markTurn(drop.id, show.turn));
          if (opened || shifted) await announcer.changed(drop.id);
        });
      },
    },
    {
      name: "orders: end overdue ones",
      everyMs: 1_000,
      run: async () =>
        eachOf(deps, await orders.overdue(new Date(clock.now())), (order) =>
          endOrder(deps, order, "expired"),
        ),
    },
    {
      name: "orders: ask for payments whose webhook does not come",
      everyMs: 5_000,
      run: async () =>
        eachOf(deps, await orders.waitingSince(new Date(clock.now() - ASK_AFTER_MS)), async (order) => {
          if (order.paymentId) await settleOrder(deps, order, await payments.read(order.paymentId));
        }),
    },
  ];
};
