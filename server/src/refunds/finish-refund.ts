import { type Money, ok, refuse } from "@showdrop/shared";
import type { DiscountStore } from "../discounts/discounts.store.ts";
import {
  type Desk,
  type DeskDeps,
  openDesk,
  sendMailAbout,
  settleDesk,
  tellTimeline,
} from "../fulfilment/desk.ts";
import type { Logger } from "../kit/logger.ts";
import type { DbSession } from "../kit/mongo.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { type Payments, PaymentsUnavailable } from "../payments/payments.ts";
import type { RefundRecord } from "./refunds.store.ts";

export interface FinishRefundDeps extends DeskDeps {
  payments: Payments;
  findOrder(id: string): Promise<OrderRecord | null>;
  /** Puts units back on the shelf, once per reference. */
  restock(
    move: { variantId: string; quantity: number; by: string | null; reference: string },
    session: DbSession,
  ): Promise<unknown>;
  /** Gives the discount code that an order used back. */
  giveCodeBack: DiscountStore["giveBack"];
  log: Logger;
}

/** What the provider made of a refund; `unknown` when it did not answer. */
const askProvider = async (
  { payments, log }: FinishRefundDeps,
  order: OrderRecord,
  { id, amount }: RefundRecord,
): Promise<"done" | "failed" | "unknown"> => {
  if (!order.paymentId) throw new Error(`order ${order.id} was paid without a payment`);
  try {
    const given = await payments.refund(order.paymentId, {
      amount: { amount, currency: order.totals.total.currency },
      key: id,
    });
    return given === null || given.status === "failed" ? "failed" : "done";
  } catch (error) {
    if (!(error instanceof PaymentsUnavailable)) throw error;
    log.warn({ err: error, refundId: id }, "refund: the provider did not answer; it is asked again");
    return "unknown";
  }
};

/** Puts the refund's units back on the shelf. */
const putBack = async (
  deps: FinishRefundDeps,
  { order, session }: Desk,
  refund: RefundRecord,
): Promise<void> => {
  for (const { lineId, quantity } of refund.lines) {
    const variantId = order.lines.find(({ id }) => id === lineId)?.variantId;
    if (!variantId) throw new Error(`order ${order.id} has no line ${lineId}`);
    await deps.restock(
      { variantId, quantity, by: refund.by, reference: `refund:${refund.id}:${lineId}` },
      session,
    );
  }
};

/** The money is on its way to the buyer: what follows from that is done once, whoever learned of it. */
export const markRefunded = async (
  deps: FinishRefundDeps,
  desk: Desk,
  refund: RefundRecord,
): Promise<void> => {
  const { order, refunds, session } = desk;
  const { currency, amount: total } = order.totals.total;
  const money = (amount: number): Money => ({ amount, currency });
  const before = refunds
    .filter(({ id, status }) => status === "done" && id !== refund.id)
    .reduce((sum, { amount }) => sum + amount, 0);
  const refunded = before + refund.amount;
  const { reason, restocked, cancels, by, id } = refund;
  await deps.desk.move(order.id, refunded === total ? "refunded" : "partly_refunded", session);
  if (restocked) await putBack(deps, desk, refund);
  await tellTimeline(deps, desk, {
    by,
    fact: `refunded:${id}`,
    happening: {
      kind: "refunded",
      ...{ amount: money(refund.amount), refunded: money(refunded), paid: money(total) },
      ...{ reason, restocked },
    },
  });
  if (cancels) {
    await deps.giveCodeBack(order.id, session);
    await tellTimeline(deps, desk, { by, fact: `cancelled:${id}`, happening: { kind: "cancelled", reason } });
  }
  await sendMailAbout(deps, desk, { mail: cancels ? "cancelled" : "refunded", about: id });
};

/** The provider will never pay it back: the amount can be refunded anew, and the units wait to be sent again. */
const markFailed = async (deps: FinishRefundDeps, desk: Desk, refund: RefundRecord): Promise<void> => {
  const { order, session } = desk;
  await deps.desk.change(order.id, { refunded: order.refunded - refund.amount }, session);
  await tellTimeline(deps, desk, {
    by: null,
    fact: `refund-failed:${refund.id}`,
    happening: {
      kind: "refund_failed",
      amount: { amount: refund.amount, currency: order.totals.total.currency },
    },
  });
};

/** Has the provider pay a refund that was decided, and keeps what it said. Any number of times, by whomever: once. */
export const finishRefund = async (deps: FinishRefundDeps, refund: RefundRecord): Promise<void> => {
  if (refund.status !== "pending") return;
  const found = await deps.findOrder(refund.orderId);
  if (!found) throw new Error(`refund ${refund.id} has no order`);
  const outcome = await askProvider(deps, found, refund);
  if (outcome === "unknown") return;
  const kept = await deps.transact(async (session) => {
    const desk = await openDesk(deps, refund.orderId, session);
    const moved = desk && (await deps.refunds.move(refund.id, outcome, session));
    // Somebody else has kept it meanwhile.
    if (!moved) return refuse("NOT_FOUND");
    if (outcome === "done") await markRefunded(deps, desk, moved);
    else await markFailed(deps, desk, moved);
    return ok(await settleDesk(deps, desk));
  });
  if (!kept.ok) return;
  if (outcome === "failed")
    deps.log.error({ refundId: refund.id }, "refund: the provider will not pay it back");
  const order = await deps.findOrder(refund.orderId);
  if (order) await deps.orderChanged(order);
};
