import { isOwing, type LineUnits, ok, type Result, refuse } from "@showdrop/shared";
import { type Desk, type DeskDeps, openDesk, sendMailAbout, settleDesk, tellTimeline } from "./desk.ts";
import type { ShipmentRecord } from "./shipments.store.ts";
import { hasUnits, openUnits } from "./units.ts";

export interface Packing {
  orderId: string;
  /** All that is left when it is not said. */
  lines?: LineUnits[] | undefined;
  /** Names the attempt: a retry packs nothing more. */
  attempt: string;
  by: string;
}

/** Whether money for an order is still with the shop, so that it may be sent. */
const isPaid = ({ order }: Desk): boolean => isOwing(order.status);

/** Packs units within a transaction that has the order in the hand. */
export const packAt = async (
  deps: DeskDeps,
  desk: Desk,
  { lines, attempt }: Pick<Packing, "lines" | "attempt">,
): Promise<Result<ShipmentRecord>> => {
  const { order, units, session } = desk;
  if (!isPaid(desk)) return refuse("ORDER_NOT_PAID");
  const open = openUnits(units);
  if (open.length === 0) return refuse("NOTHING_TO_PACK");
  const taken = lines ?? open;
  if (!hasUnits(units, taken, (line) => line.open)) return refuse("TOO_MANY_UNITS");
  const at = new Date(deps.clock.now());
  const shipment = await deps.shipments.pack({ orderId: order.id, attempt, lines: taken, at }, session);
  return ok(shipment);
};

/** Packs units of an order into one shipment; what its buyer fetches is then ready for them. */
export const packOrder = async (
  deps: DeskDeps,
  { orderId, attempt, by, ...packing }: Packing,
): Promise<Result<unknown>> => {
  const packed = await deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("ORDER_NOT_PAID");
    // The same attempt again: it is packed.
    if (await deps.shipments.ofAttempt(orderId, attempt, session)) return ok(desk.order);
    const shipment = await packAt(deps, desk, { ...packing, attempt });
    if (!shipment.ok) return shipment;
    const order = await settleDesk(deps, desk);
    const ready = order.delivery.kind === "pickup" && order.fulfilment === "packed";
    const { id, lines } = shipment.data;
    await tellTimeline(deps, desk, {
      by,
      fact: `packed:${id}`,
      happening: { kind: ready ? "ready_for_pickup" : "packed", lines },
    });
    if (ready) await sendMailAbout(deps, desk, { mail: "ready_for_pickup", about: null });
    return ok(order);
  });
  if (packed.ok) await deps.orderChanged(packed.data);
  return packed;
};
