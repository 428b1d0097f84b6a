import { ok, type RecordReturn, type Result, refuse } from "@showdrop/shared";
import { openDesk, settleDesk, tellTimeline } from "../fulfilment/desk.ts";
import { hasUnits } from "../fulfilment/units.ts";
import type { RefundDeps } from "./refund-order.ts";

/** Notes goods that came back, once per attempt, and puts them on the shelf again when the team says so. */
export const recordReturn = async (
  deps: RefundDeps,
  { orderId, form, key, by }: { orderId: string; form: RecordReturn; key: string; by: string },
): Promise<Result<unknown>> => {
  const recorded = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("ORDER_NOT_PAID");
    const { order, units } = desk;
    const { lines, reason, note, restock } = form;
    const earlier = desk.returns.find((each) => each.key === key);
    if (earlier)
      return earlier.reason === reason && earlier.note === note && earlier.restocked === restock
        ? ok(order)
        : refuse("IDEMPOTENCY_KEY_REUSED");
    const fits =
      hasUnits(units, lines, (line) => line.outUnreturned) &&
      (!restock || hasUnits(units, lines, (line) => line.outUnrestocked));
    if (!fits) return refuse("TOO_MANY_UNITS", { path: "lines" });
    const made = await deps.returns.add(
      { orderId, lines, reason, note, restocked: restock, by, key, at: new Date(deps.clock.now()) },
      session,
    );
    if (restock)
      for (const { lineId, quantity } of lines) {
        const variantId = order.lines.find(({ id }) => id === lineId)?.variantId;
        if (!variantId) throw new Error(`order ${orderId} has no line ${lineId}`);
        await deps.restock({ variantId, quantity, by, reference: `return:${made.id}:${lineId}` }, session);
      }
    await tellTimeline(deps, desk, {
      by,
      fact: `returned:${made.id}`,
      happening: { kind: "returned", lines, reason, restocked: restock },
    });
    const { shopId, buyerId } = order;
    await deps.audit.record(
      {
        ...{ actorId: by, action: "order:return", subject: `order:${orderId}` },
        reason: [reason, note].filter(Boolean).join(": "),
        after: { returnId: made.id, lines, restock },
        ...{ shopId, personId: buyerId },
      },
      session,
    );
    return ok(await settleDesk(deps, desk));
  });
  if (recorded.ok) await deps.orderChanged(recorded.data);
  return recorded;
};
