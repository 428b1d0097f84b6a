import type { OrderHappening } from "@showdrop/shared";
import type { Errand, ErrandStore } from "../errands/errands.store.ts";
import type { Clock } from "../kit/clock.ts";
import type { DbSession, Transact } from "../kit/mongo.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { RefundRecord, RefundStore } from "../refunds/refunds.store.ts";
import type { ReturnRecord, ReturnStore } from "../refunds/returns.store.ts";
import type { DeskStore } from "./desk.store.ts";
import type { OrderEventStore } from "./order-events.store.ts";
import type { ShipmentRecord, ShipmentStore } from "./shipments.store.ts";
import { countUnits, fulfilmentOf, type LineState } from "./units.ts";

export interface DeskDeps {
  desk: DeskStore;
  shipments: ShipmentStore;
  refunds: RefundStore;
  returns: ReturnStore;
  orderEvents: OrderEventStore;
  errands: ErrandStore;
  transact: Transact;
  clock: Clock;
  /** Whether there is a way to the mail server at all. */
  sendsMail: boolean;
  /** Tells the buyer and the team that an order has changed. */
  orderChanged(order: OrderRecord): Promise<void>;
}

/** A paid order in the hand, with everything that happened to it; nobody else changes it before the transaction ends. */
export interface Desk {
  order: OrderRecord;
  shipments: ShipmentRecord[];
  refunds: RefundRecord[];
  returns: ReturnRecord[];
  units: LineState[];
  session: DbSession;
}

/** What counts of an order's refunds: those that failed gave nothing back. */
export const standing = (refunds: readonly RefundRecord[]): RefundRecord[] =>
  refunds.filter(({ status }) => status !== "failed");

/** Takes a paid order into the hand; null when there is none. */
export const openDesk = async (
  { desk, shipments, refunds, returns }: DeskDeps,
  orderId: string,
  session: DbSession,
): Promise<Desk | null> => {
  const order = await desk.take(orderId, session);
  if (!order) return null;
  // One after the other: a transaction is one conversation.
  const its = {
    shipments: await shipments.of(orderId, session),
    refunds: await refunds.of(orderId, session),
    returns: await returns.of(orderId, session),
  };
  const units = countUnits(order.lines, { ...its, refunds: standing(its.refunds) });
  return { order, ...its, units, session };
};

/** Counts the units anew and keeps how far the order is by that. @returns the order as it is then */
export const settleDesk = async (
  deps: DeskDeps,
  { order, session }: Pick<Desk, "order" | "session">,
): Promise<OrderRecord> => {
  const { desk, shipments, refunds, returns } = deps;
  const units = countUnits(order.lines, {
    shipments: await shipments.of(order.id, session),
    refunds: standing(await refunds.of(order.id, session)),
    returns: await returns.of(order.id, session),
  });
  const fulfilment = fulfilmentOf(units, order.delivery.kind === "pickup");
  await desk.change(order.id, { fulfilment }, session);
  return { ...order, fulfilment };
};

/** Adds an entry to the order's timeline, once per fact. */
export const tellTimeline = (
  { orderEvents, clock }: Pick<DeskDeps, "orderEvents" | "clock">,
  { order, session }: Pick<Desk, "order" | "session">,
  { by, fact, happening }: { by: string | null; fact: string; happening: OrderHappening },
): Promise<void> =>
  orderEvents.append({ orderId: order.id, at: new Date(clock.now()), by, fact, happening }, session);

/** Has the buyer written to, once per reason. Without a mail server nobody is. */
export const sendMailAbout = async (
  { errands, clock, sendsMail }: Pick<DeskDeps, "errands" | "clock" | "sendsMail">,
  { order, session }: Pick<Desk, "order" | "session">,
  mail: Omit<Errand & { kind: "mail" }, "kind">,
): Promise<void> => {
  if (!sendsMail) return;
  const { id: orderId, shopId } = order;
  await errands.add(
    { orderId, shopId, errand: { kind: "mail", ...mail }, at: new Date(clock.now()) },
    session,
  );
};
