import { isOwing, ok, type RefundOrder, type Result, refuse } from "@showdrop/shared";
import type { AuditRow } from "../audit/audit.store.ts";
import { type Desk, type DeskDeps, openDesk, settleDesk } from "../fulfilment/desk.ts";
import { hasUnits, type LineState, type RefundedLine, splitRefund } from "../fulfilment/units.ts";
import type { DbSession } from "../kit/mongo.ts";
import { type FinishRefundDeps, finishRefund } from "./finish-refund.ts";
import type { RefundRecord } from "./refunds.store.ts";

export interface RefundDeps extends DeskDeps, FinishRefundDeps {
  audit: { record(row: AuditRow, session?: DbSession): Promise<void> };
}

interface Decision extends Omit<RefundOrder, "lines"> {
  lines: RefundedLine[];
  cancels: boolean;
  key: string;
  by: string;
}

/** Whether an attempt says the same as the one that made this refund. */
const isSame = (earlier: RefundRecord, form: RefundOrder): boolean =>
  earlier.amount === form.amount &&
  earlier.reason === form.reason &&
  earlier.note === form.note &&
  earlier.restocked === form.restock &&
  earlier.lines.length === form.lines.length &&
  form.lines.every(({ lineId, quantity }) =>
    earlier.lines.some((line) => line.lineId === lineId && line.quantity === quantity),
  );

/** Why these units cannot be refunded; null when they can. */
const refuseUnits = (units: readonly LineState[], { lines, restock }: RefundOrder): Result<never> | null => {
  if (!hasUnits(units, lines, (line) => line.open + line.outUnrefunded)) {
    const packedToo = hasUnits(units, lines, (line) => line.open + line.packed + line.outUnrefunded);
    return refuse(packedToo ? "UNPACK_FIRST" : "TOO_MANY_UNITS", { path: "lines" });
  }
  const sent = splitRefund(units, lines).map((line) => ({ ...line, quantity: line.quantity - line.unsent }));
  return restock && !hasUnits(units, sent, (line) => line.outUnrestocked)
    ? refuse("TOO_MANY_UNITS", { path: "lines" })
    : null;
};

/**
 * Writes a refund down before anybody is asked for money: from here on what is left to refund is that much less, so that
 * two people at once never give back more than was paid.
 */
export const decideRefund = async (
  deps: RefundDeps,
  desk: Desk,
  { amount, lines, restock, cancels, reason, note, key, by }: Decision,
): Promise<Result<RefundRecord>> => {
  const { order, session } = desk;
  if (!isOwing(order.status)) return refuse("ORDER_NOT_PAID");
  const refunded = order.refunded + amount;
  if (refunded > order.totals.total.amount) return refuse("REFUND_TOO_MUCH", { path: "amount" });
  const { id: orderId, shopId, buyerId } = order;
  const refund = await deps.refunds.add(
    {
      orderId,
      amount,
      lines,
      restocked: restock,
      cancels,
      reason,
      note,
      by,
      key,
      at: new Date(deps.clock.now()),
    },
    "pending",
    session,
  );
  await deps.desk.change(orderId, { refunded }, session);
  await settleDesk(deps, { order, session });
  await deps.audit.record(
    {
      actorId: by,
      action: cancels ? "order:cancel" : "order:refund",
      subject: `order:${orderId}`,
      reason: [reason, note].filter(Boolean).join(": "),
      before: { refunded: order.refunded },
      after: { refundId: refund.id, amount, refunded, lines, restock },
      shopId,
      personId: buyerId,
    },
    session,
  );
  return ok(refund);
};

/**
 * Gives money back, for units or as an amount. The answer comes when the provider has taken it, or has not answered: a job
 * asks it again then, under the same key.
 */
export const refundOrder = async (
  deps: RefundDeps,
  { orderId, form, key, by }: { orderId: string; form: RefundOrder; key: string; by: string },
): Promise<Result<unknown>> => {
  const decided = await deps.transact<RefundRecord>(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("ORDER_NOT_PAID");
    const earlier = desk.refunds.find((refund) => refund.key === key);
    if (earlier) return isSame(earlier, form) ? ok(earlier) : refuse("IDEMPOTENCY_KEY_REUSED");
    const units = refuseUnits(desk.units, form);
    if (units) return units;
    return decideRefund(deps, desk, {
      ...form,
      lines: splitRefund(desk.units, form.lines),
      cancels: false,
      ...{ key, by },
    });
  });
  if (decided.ok) await finishRefund(deps, decided.data);
  return decided;
};
