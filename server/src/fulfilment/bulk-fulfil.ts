import { type BulkFulfil, type BulkOutcome, ok, type Result, refuse } from "@showdrop/shared";
import { type DeskDeps, openDesk, settleDesk, tellTimeline } from "./desk.ts";
import { type Dispatch, deliverAt, shipAt } from "./move-shipment.ts";
import { packAt, packOrder } from "./pack-order.ts";

export interface BulkDeps extends DeskDeps {
  /** The shop's own among these orders. */
  ofShop(orderIds: readonly string[], shopId: string): Promise<{ id: string }[]>;
}

interface Work {
  orderId: string;
  run(): Promise<Result<unknown>>;
}

/** Packs what is left of an order, if anything is, and sends everything that is packed under one number. */
const sendAll = async (
  deps: DeskDeps,
  orderId: string,
  { by, attempt, ...dispatch }: Dispatch & { by: string; attempt: string },
): Promise<Result<unknown>> => {
  const sent = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("ORDER_NOT_PAID");
    if (desk.order.delivery.kind === "pickup") return refuse("ORDER_IS_FETCHED");
    const packed = await packAt(deps, desk, { attempt });
    const waiting = desk.shipments.filter(({ status }) => status === "packed");
    if (packed.ok) {
      waiting.push(packed.data);
      const { id, lines } = packed.data;
      await tellTimeline(deps, desk, { by, fact: `packed:${id}`, happening: { kind: "packed", lines } });
    } else if (waiting.length === 0 || packed.error.code !== "NOTHING_TO_PACK") return packed;
    for (const { id } of waiting) {
      const shipped = await shipAt(deps, desk, { shipmentId: id, by, ...dispatch });
      if (!shipped.ok) return shipped;
    }
    return ok(await settleDesk(deps, desk));
  });
  if (sent.ok) await deps.orderChanged(sent.data);
  return sent;
};

/** Notes that everything that was sent of an order has arrived. */
const deliverAll = async (deps: DeskDeps, orderId: string, by: string): Promise<Result<unknown>> => {
  const delivered = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    const underWay = desk?.shipments.filter(({ status }) => status === "shipped") ?? [];
    if (!desk || underWay.length === 0) return refuse("SHIPMENT_MOVED_ON");
    for (const { id } of underWay) {
      const done = await deliverAt(deps, desk, { shipmentId: id, by });
      if (!done.ok) return done;
    }
    return ok(await settleDesk(deps, desk));
  });
  if (delivered.ok) await deps.orderChanged(delivered.data);
  return delivered;
};

/** Does the same to many orders, one after the other, each wholly or not at all; the answer says what became of each. */
export const bulkFulfil = async (
  deps: BulkDeps,
  { shopId, by, attempt, bulk }: { shopId: string; by: string; attempt: string; bulk: BulkFulfil },
): Promise<BulkOutcome[]> => {
  const works: Work[] =
    bulk.action === "ship"
      ? bulk.orders.map(({ orderId, ...dispatch }) => ({
          orderId,
          run: () => sendAll(deps, orderId, { by, attempt, ...dispatch }),
        }))
      : bulk.orderIds.map((orderId) => ({
          orderId,
          run: () =>
            bulk.action === "pack"
              ? packOrder(deps, { orderId, attempt, by })
              : deliverAll(deps, orderId, by),
        }));
  const orders = await deps.ofShop(
    works.map(({ orderId }) => orderId),
    shopId,
  );
  const known = new Set(orders.map(({ id }) => id));
  const outcomes: BulkOutcome[] = [];
  for (const { orderId, run } of works) {
    const result = known.has(orderId) ? await run() : refuse("NOT_FOUND");
    outcomes.push({ orderId, done: result.ok, why: result.ok ? null : result.error.code });
  }
  return outcomes;
};
