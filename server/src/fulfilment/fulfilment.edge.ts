import { type OrderDetails, ok, type Result } from "@showdrop/shared";
import type { Handlers, Viewer } from "../edge/call.ts";
import { randomToken } from "../kit/random.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import { addOrderNote } from "./add-note.ts";
import { type BulkDeps, bulkFulfil } from "./bulk-fulfil.ts";
import { deliverShipment, shipShipment, unpackShipment } from "./move-shipment.ts";
import { packOrder } from "./pack-order.ts";
import { type ReadDetailsDeps, readDetails } from "./read-details.ts";
import { type ReadPackingDeps, readPacking } from "./read-packing.ts";
import { requireOrder, type SeeOrderDeps, seeOrder } from "./require-order.ts";

export type AnswerDetailsDeps = ReadDetailsDeps & SeeOrderDeps;

/** Answers a team member's deed with the order's details as they are then. */
export const answerDetails = async (
  deps: AnswerDetailsDeps,
  { orderId, viewer }: { orderId: string; viewer: Viewer },
  work: (order: OrderRecord) => Promise<Result<unknown>>,
): Promise<Result<OrderDetails>> => {
  const order = await requireOrder(deps, orderId, viewer, "orders:fulfil");
  if (!order.ok) return order;
  const done = await work(order.data);
  if (!done.ok) return done;
  return ok(await readDetails(deps, (await deps.findOrder(orderId)) ?? order.data, "team"));
};

type FulfilmentCalls =
  | "readOrderDetails"
  | "addOrderNote"
  | "packOrder"
  | "unpackShipment"
  | "shipShipment"
  | "deliverShipment"
  | "bulkFulfil"
  | "readPacking";

export const fulfilmentEdge = (
  deps: AnswerDetailsDeps & BulkDeps & ReadPackingDeps,
): Pick<Handlers, FulfilmentCalls> => ({
  async readOrderDetails({ viewer, customer, params, query: { key } }) {
    const seen = await seeOrder(deps, params.orderId, { viewer, customer, key });
    return seen.ok ? ok(await readDetails(deps, seen.data.order, seen.data.as)) : seen;
  },

  addOrderNote: ({ viewer, params: { orderId }, body, idempotencyKey: attempt }) =>
    answerDetails(deps, { orderId, viewer }, () =>
      addOrderNote(deps, { orderId, text: body.text, by: viewer.id, attempt }),
    ),

  packOrder: ({ viewer, params: { orderId }, body, idempotencyKey: attempt }) =>
    answerDetails(deps, { orderId, viewer }, () =>
      packOrder(deps, { orderId, lines: body.lines, attempt, by: viewer.id }),
    ),

  unpackShipment: ({ viewer, params }) =>
    answerDetails(deps, { ...params, viewer }, () => unpackShipment(deps, { ...params, by: viewer.id })),

  shipShipment: ({ viewer, params, body }) =>
    answerDetails(deps, { ...params, viewer }, () => shipShipment(deps, { ...params, by: viewer.id }, body)),

  deliverShipment: ({ viewer, params }) =>
    answerDetails(deps, { ...params, viewer }, () => deliverShipment(deps, { ...params, by: viewer.id })),

  async bulkFulfil({ viewer, params: { shopId }, body }) {
    const role = await deps.requireRole(shopId, viewer, "orders:fulfil");
    if (!role.ok) return role;
    const attempt = randomToken(12);
    return ok({ items: await bulkFulfil(deps, { shopId, by: viewer.id, attempt, bulk: body }) });
  },

  async readPacking({ viewer, params: { shopId }, query }) {
    const role = await deps.requireRole(shopId, viewer, "orders:see");
    return role.ok ? ok(await readPacking(deps, { orderIds: query.orders, shopId })) : role;
  },
});
