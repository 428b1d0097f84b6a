import { ok, refuse } from "@showdrop/shared";
import { openDesk, standing, tellTimeline } from "../fulfilment/desk.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { type FinishRefundDeps, markRefunded } from "./finish-refund.ts";

/**
 * Brings the record in line with what the provider says went back of an order's payment. More than was decided here: it was
 * refunded at the provider itself, and stands in the record as that. Less: a refund that was done has bounced, and the team
 * is told.
 * @param returned minor units of the order's currency
 */
export const noteReturned = async (
  deps: FinishRefundDeps,
  { id: orderId }: OrderRecord,
  returned: number,
): Promise<void> => {
  const noted = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("NOT_FOUND");
    const { order } = desk;
    const done = desk.refunds
      .filter(({ status }) => status === "done")
      .reduce((sum, { amount }) => sum + amount, 0);
    const decided = standing(desk.refunds).reduce((sum, { amount }) => sum + amount, 0);
    if (returned < done) {
      await tellTimeline(deps, desk, {
        by: null,
        fact: `bounced:${returned}`,
        happening: {
          kind: "refund_failed",
          amount: { amount: done - returned, currency: order.totals.total.currency },
        },
      });
      return ok(order);
    }
    if (returned <= decided) return refuse("NOT_FOUND");
    const amount = returned - decided;
    const refund = await deps.refunds.add(
      {
        ...{ orderId, amount, lines: [], restocked: false, cancels: false },
        ...{ reason: "other", note: "", by: null, key: `provider:${returned}` },
        at: new Date(deps.clock.now()),
      },
      "done",
      session,
    );
    await deps.desk.change(orderId, { refunded: order.refunded + amount }, session);
    await markRefunded(deps, desk, refund);
    return ok(order);
  });
  if (!noted.ok) return;
  const order = await deps.findOrder(orderId);
  if (order) await deps.orderChanged(order);
};
