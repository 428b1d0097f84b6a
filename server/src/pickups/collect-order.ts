import { type Handover, isOwing, ok, type Result, refuse } from "@showdrop/shared";
import { type Desk, type DeskDeps, openDesk, settleDesk, tellTimeline } from "../fulfilment/desk.ts";
import { openUnits } from "../fulfilment/units.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { PickupCodes } from "./pickup-code.ts";

export interface PickupDeps extends DeskDeps {
  pickupCodes: PickupCodes;
  publicUrl: URL;
  findByNumber(shopId: string, number: string): Promise<OrderRecord | null>;
  nameOf(userId: string): Promise<string>;
}

const isFetched = ({ delivery }: OrderRecord): boolean => delivery.kind === "pickup";

/** What lies ready or has to be brought for an order; once collected, what was handed over. */
const handoverOf = async (
  deps: PickupDeps,
  { order, units }: Pick<Desk, "order" | "units">,
): Promise<Handover> => {
  const { collectedAt, collectedBy } = order.pickup;
  return {
    orderId: order.id,
    number: order.number,
    buyerName: await deps.nameOf(order.buyerId),
    lines: order.lines.flatMap(({ id, title, variantName, imageUrl }) => {
      const state = units.find(({ lineId }) => lineId === id);
      const quantity = state ? (collectedAt ? state.out : state.open + state.packed) : 0;
      return quantity > 0 ? [{ lineId: id, title, variantName, imageUrl, quantity }] : [];
    }),
    collected:
      collectedAt && collectedBy
        ? { at: collectedAt.toISOString(), by: await deps.nameOf(collectedBy) }
        : null,
  };
};

/** The shop's order that a code is for; the same answer for a guess, an old code and another shop's. */
const orderOf = async (deps: PickupDeps, shopId: string, code: string): Promise<Result<OrderRecord>> => {
  const { pickupCodes } = deps;
  const order = await deps.findByNumber(shopId, pickupCodes.numberIn(code));
  const good = order && isFetched(order) && pickupCodes.matches(code, order.number, order.pickup.serial);
  return good ? ok(order) : refuse("PICKUP_CODE_INVALID");
};

/** What a code stands for. */
export const checkPickup = async (
  deps: PickupDeps,
  { shopId, code }: { shopId: string; code: string },
): Promise<Result<Handover>> => {
  const found = await orderOf(deps, shopId, code);
  if (!found.ok) return found;
  return deps.transact(async (session) => {
    const desk = await openDesk(deps, found.data.id, session);
    if (!desk) return refuse("PICKUP_CODE_INVALID");
    if (!isOwing(desk.order.status) && !desk.order.pickup.collectedAt) return refuse("ORDER_NOT_PAID");
    return ok(await handoverOf(deps, desk));
  });
};

/** Hands everything of an order over, packed or not. */
const handOver = async (
  deps: PickupDeps,
  { order, shipments, units, session }: Desk,
  at: Date,
): Promise<void> => {
  const ready = shipments.filter(({ status }) => status === "packed");
  const open = openUnits(units);
  if (open.length > 0)
    ready.push(await deps.shipments.pack({ orderId: order.id, attempt: "pickup", lines: open, at }, session));
  for (const { id } of ready) await deps.shipments.move(id, "picked_up", { receivedAt: at }, session);
};

/** Hands an order over for its code: once. Whoever scans it after that is told by whom it was handed over, and when. */
export const collectOrder = async (
  deps: PickupDeps,
  { shopId, code, by }: { shopId: string; code: string; by: string },
): Promise<Result<Handover>> => {
  const found = await orderOf(deps, shopId, code);
  if (!found.ok) return found;
  const collected = await deps.transact(async (session) => {
    const desk = await openDesk(deps, found.data.id, session);
    // Read again with the order in the hand: of two scans at the same moment, one comes second.
    if (!desk || !deps.pickupCodes.matches(code, desk.order.number, desk.order.pickup.serial))
      return refuse("PICKUP_CODE_INVALID");
    const { order } = desk;
    const { collectedAt, collectedBy, serial } = order.pickup;
    if (collectedAt && collectedBy) {
      const who = await deps.nameOf(collectedBy);
      return refuse("PICKED_UP_ALREADY", {
        message: `This order was picked up already: ${who} handed it over at ${collectedAt.toISOString()}.`,
      });
    }
    if (!isOwing(order.status)) return refuse("ORDER_NOT_PAID");
    const handover = await handoverOf(deps, desk);
    const at = new Date(deps.clock.now());
    await handOver(deps, desk, at);
    await deps.desk.change(order.id, { pickup: { serial, collectedAt: at, collectedBy: by } }, session);
    const lines = handover.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
    await tellTimeline(deps, desk, { by, fact: "picked-up", happening: { kind: "picked_up", lines } });
    const settled = await settleDesk(deps, desk);
    return ok({ handover, order: settled, at });
  });
  if (!collected.ok) return collected;
  const { handover, order, at } = collected.data;
  await deps.orderChanged(order);
  return ok({ ...handover, collected: { at: at.toISOString(), by: await deps.nameOf(by) } });
};
