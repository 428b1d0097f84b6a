import { type CancelOrder, isOwing, ok, type Result, refuse } from "@showdrop/shared";
import { type Desk, openDesk, tellTimeline } from "../fulfilment/desk.ts";
import { countUnits, openUnits, splitRefund } from "../fulfilment/units.ts";
import { finishRefund } from "./finish-refund.ts";
import { decideRefund, type RefundDeps } from "./refund-order.ts";
import type { RefundRecord } from "./refunds.store.ts";

const isSent = ({ units }: Desk): boolean => units.some(({ out }) => out > 0);

/** Takes apart whatever is packed, so that all units can go back to the shelf. */
const unpackAll = async (deps: RefundDeps, desk: Desk, by: string): Promise<Desk["units"]> => {
  const packed = desk.shipments.filter(({ status }) => status === "packed");
  for (const { id, lines } of packed) {
    await deps.shipments.move(id, "unpacked", {}, desk.session);
    await tellTimeline(deps, desk, { by, fact: `unpacked:${id}`, happening: { kind: "unpacked", lines } });
  }
  const shipments = desk.shipments.filter(({ status }) => status !== "packed");
  return countUnits(desk.order.lines, {
    ...{ shipments, returns: desk.returns },
    refunds: desk.refunds.filter(({ status }) => status !== "failed"),
  });
};

/** Cancels an order of which nothing was sent: what is left of its money goes back, and all its units to the shelf. */
export const cancelOrder = async (
  deps: RefundDeps,
  { orderId, form, by }: { orderId: string; form: CancelOrder; by: string },
): Promise<Result<unknown>> => {
  const decided = await deps.transact<RefundRecord>(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("ORDER_NOT_PAID");
    const { order, refunds } = desk;
    // Pressed twice, or by two people: it is cancelled already.
    const earlier = refunds.find(({ cancels, status }) => cancels && status !== "failed");
    if (earlier) return ok(earlier);
    if (isSent(desk)) return refuse("ORDER_SENT");
    const amount = order.totals.total.amount - order.refunded;
    if (amount === 0) return refuse("ORDER_NOT_PAID");
    const units = await unpackAll(deps, desk, by);
    if (order.cancellation)
      await deps.desk.change(
        orderId,
        { cancellation: { ...order.cancellation, answer: "cancelled", answerNote: form.note } },
        session,
      );
    return decideRefund(deps, desk, {
      ...{ amount, restock: true, cancels: true, by },
      lines: splitRefund(units, openUnits(units)),
      ...form,
      key: `cancel:${order.revision}`,
    });
  });
  if (decided.ok) await finishRefund(deps, decided.data);
  return decided;
};

/** A buyer asks the shop to cancel. Again, with other words, is the same request. */
export const requestCancellation = async (
  deps: RefundDeps,
  { orderId, note, by }: { orderId: string; note: string; by: string },
): Promise<Result<unknown>> => {
  const asked = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk || !isOwing(desk.order.status)) return refuse("ORDER_NOT_PAID");
    if (isSent(desk)) return refuse("ORDER_SENT");
    const { order } = desk;
    if (order.cancellation?.answer === "waiting") return ok(order);
    const cancellation = {
      askedAt: new Date(deps.clock.now()),
      note,
      answer: "waiting",
      answerNote: "",
    } as const;
    await deps.desk.change(orderId, { cancellation }, session);
    await tellTimeline(deps, desk, {
      by,
      fact: `asked:${order.revision}`,
      happening: { kind: "cancellation_asked", note },
    });
    return ok({ ...order, cancellation });
  });
  if (asked.ok) await deps.orderChanged(asked.data);
  return asked;
};

/** The team tells a buyer that their order is not cancelled. */
export const declineCancellation = async (
  deps: RefundDeps,
  { orderId, note, by }: { orderId: string; note: string; by: string },
): Promise<Result<unknown>> => {
  const declined = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    const asked = desk?.order.cancellation;
    if (!desk || asked?.answer !== "waiting") return refuse("CANCELLATION_NOT_ASKED");
    const cancellation = { ...asked, answer: "declined", answerNote: note } as const;
    await deps.desk.change(orderId, { cancellation }, session);
    await tellTimeline(deps, desk, {
      by,
      fact: `declined:${desk.order.revision}`,
      happening: { kind: "cancellation_declined", note },
    });
    return ok({ ...desk.order, cancellation });
  });
  if (declined.ok) await deps.orderChanged(declined.data);
  return declined;
};
