import { type Carrier, ok, type Result, refuse } from "@showdrop/shared";
import type { OrderRecord } from "../orders/order-record.ts";
import { type Desk, type DeskDeps, openDesk, sendMailAbout, settleDesk, tellTimeline } from "./desk.ts";

/** Which shipment, and who has it in the hand. */
export interface ShipmentMove {
  orderId: string;
  shipmentId: string;
  by: string;
}

export interface Dispatch {
  carrier: Carrier;
  trackingNumber: string | null;
}

/** Does something with one shipment of a paid order, and tells of it. */
const withShipment = async (
  deps: DeskDeps,
  { orderId, shipmentId }: ShipmentMove,
  work: (desk: Desk) => Promise<Result<unknown>>,
): Promise<Result<OrderRecord>> => {
  const moved = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk?.shipments.some(({ id }) => id === shipmentId)) return refuse("NOT_FOUND");
    const done = await work(desk);
    return done.ok ? ok(await settleDesk(deps, desk)) : done;
  });
  if (moved.ok) await deps.orderChanged(moved.data);
  return moved;
};

/** Takes apart what is packed and not sent: its units can be packed anew. */
export const unpackShipment = (deps: DeskDeps, move: ShipmentMove): Promise<Result<OrderRecord>> =>
  withShipment(deps, move, async (desk) => {
    const unpacked = await deps.shipments.move(move.shipmentId, "unpacked", {}, desk.session);
    if (!unpacked) return refuse("SHIPMENT_MOVED_ON");
    await tellTimeline(deps, desk, {
      by: move.by,
      fact: `unpacked:${unpacked.id}`,
      happening: { kind: "unpacked", lines: unpacked.lines },
    });
    return ok(null);
  });

/** Sends a packed shipment within a transaction that has its order in the hand; again corrects its number. */
export const shipAt = async (
  deps: DeskDeps,
  desk: Desk,
  { shipmentId, by, carrier, trackingNumber }: Omit<ShipmentMove, "orderId"> & Dispatch,
): Promise<Result<null>> => {
  if (desk.order.delivery.kind === "pickup") return refuse("ORDER_IS_FETCHED");
  const before = desk.shipments.find(({ id }) => id === shipmentId);
  const again = before?.status === "shipped";
  if (again && before.carrier === carrier && before.trackingNumber === trackingNumber) return ok(null);
  const shipped = await deps.shipments.move(
    shipmentId,
    "shipped",
    { carrier, trackingNumber, ...(again ? {} : { shippedAt: new Date(deps.clock.now()) }) },
    desk.session,
  );
  if (!shipped) return refuse("SHIPMENT_MOVED_ON");
  await tellTimeline(
    deps,
    desk,
    again
      ? {
          by,
          fact: `tracking:${shipmentId}:${desk.order.revision}`,
          happening: { kind: "tracking_corrected", carrier, trackingNumber },
        }
      : {
          by,
          fact: `shipped:${shipmentId}`,
          happening: { kind: "shipped", lines: shipped.lines, carrier, trackingNumber },
        },
  );
  if (!again) await sendMailAbout(deps, desk, { mail: "shipped", about: shipmentId });
  return ok(null);
};

export const shipShipment = (
  deps: DeskDeps,
  move: ShipmentMove,
  dispatch: Dispatch,
): Promise<Result<OrderRecord>> =>
  withShipment(deps, move, (desk) => shipAt(deps, desk, { ...move, ...dispatch }));

/** Notes within a transaction that a shipment has arrived. */
export const deliverAt = async (
  deps: DeskDeps,
  desk: Desk,
  { shipmentId, by }: Omit<ShipmentMove, "orderId">,
): Promise<Result<null>> => {
  const at = new Date(deps.clock.now());
  const delivered = await deps.shipments.move(shipmentId, "delivered", { receivedAt: at }, desk.session);
  if (!delivered) return refuse("SHIPMENT_MOVED_ON");
  await tellTimeline(deps, desk, {
    by,
    fact: `delivered:${shipmentId}`,
    happening: { kind: "delivered", lines: delivered.lines },
  });
  return ok(null);
};

export const deliverShipment = (deps: DeskDeps, move: ShipmentMove): Promise<Result<OrderRecord>> =>
  withShipment(deps, move, (desk) => deliverAt(deps, desk, move));
