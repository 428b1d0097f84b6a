import type { DbSession } from "../kit/mongo.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { type DeskDeps, sendMailAbout } from "./desk.ts";

export interface BeginOrderDeps extends Pick<DeskDeps, "orderEvents" | "errands" | "clock" | "sendsMail"> {
  /** Whether the shop has its orders sent to an address of its own. */
  exportsOrders(shopId: string, session: DbSession): Promise<boolean>;
}

/**
 * What a payment sets going, in the transaction that makes the order paid: its timeline, the mail that confirms it and its
 * export. So none of them is lost by a crash, and none is without a paid order.
 */
export const beginOrder = async (
  deps: BeginOrderDeps,
  order: OrderRecord,
  session: DbSession,
): Promise<void> => {
  const { orderEvents, errands, clock, exportsOrders } = deps;
  const { id: orderId, shopId, buyerId, createdAt } = order;
  const at = new Date(clock.now());
  await orderEvents.append(
    [
      { orderId, at: createdAt, by: buyerId, fact: "placed", happening: { kind: "placed" } },
      { orderId, at, by: null, fact: "paid", happening: { kind: "paid", amount: order.totals.total } },
    ],
    session,
  );
  await sendMailAbout(deps, { order, session }, { mail: "confirmation", about: null });
  if (await exportsOrders(shopId, session))
    await errands.add({ orderId, shopId, errand: { kind: "export" }, at }, session);
};
