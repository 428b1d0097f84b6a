import type { NewErrand } from "../errands/errands.store.ts";
import type { DbSession } from "../kit/mongo.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { DeskDeps } from "./desk.ts";

export interface BeginOrdersDeps extends Pick<DeskDeps, "orderEvents" | "errands" | "clock" | "sendsMail"> {
  /** Whether the shop has its orders sent to an address of its own. */
  exportsOrders(shopId: string, session: DbSession): Promise<boolean>;
}

/**
 * What payments set going, in the transaction that makes the orders paid: their timelines, the mails that confirm them and
 * their exports. So none of them is lost by a crash, and none is without a paid order.
 */
export const beginOrders = async (
  deps: BeginOrdersDeps,
  paid: readonly OrderRecord[],
  session: DbSession,
): Promise<void> => {
  const { orderEvents, errands, clock, sendsMail, exportsOrders } = deps;
  const at = new Date(clock.now());
  await orderEvents.begin(
    paid.flatMap(({ id: orderId, buyerId, createdAt, totals: { total: amount } }) => [
      { orderId, at: createdAt, by: buyerId, fact: "placed", happening: { kind: "placed" as const } },
      { orderId, at, by: null, fact: "paid", happening: { kind: "paid" as const, amount } },
    ]),
    session,
  );
  const exported = new Set<string>();
  for (const shopId of new Set(paid.map((order) => order.shopId)))
    if (await exportsOrders(shopId, session)) exported.add(shopId);
  await errands.add(
    paid.flatMap(({ id: orderId, shopId }): NewErrand[] => [
      ...(sendsMail
        ? [{ orderId, shopId, at, errand: { kind: "mail", mail: "confirmation", about: null } } as const]
        : []),
      ...(exported.has(shopId) ? [{ orderId, shopId, at, errand: { kind: "export" } } as const] : []),
    ]),
    session,
  );
};
