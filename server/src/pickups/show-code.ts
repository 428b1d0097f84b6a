import { isOwing, ok, type PickupCode, type Result, refuse } from "@showdrop/shared";
import { openDesk, tellTimeline } from "../fulfilment/desk.ts";
import type { OrderRecord } from "../orders/order-record.ts";
import type { PickupDeps } from "./collect-order.ts";

/** Why there is no code for this order; null when there is one. */
const refuseCode = ({ delivery, pickup, status }: OrderRecord): Result<never> | null => {
  if (delivery.kind !== "pickup") return refuse("ORDER_IS_SENT");
  if (pickup.collectedAt) return refuse("PICKED_UP_ALREADY");
  return isOwing(status) ? null : refuse("ORDER_NOT_PAID");
};

const codeOf = ({ pickupCodes, publicUrl }: PickupDeps, { number, pickup }: OrderRecord): PickupCode => {
  const code = pickupCodes.of(number, pickup.serial);
  // In the fragment, which no server ever gets to see or to log.
  return { code, url: new URL(`/studio/pickup#${code}`, publicUrl).href };
};

/** The code with which its buyer fetches an order. */
export const readPickupCode = (deps: PickupDeps, order: OrderRecord): Result<PickupCode> =>
  refuseCode(order) ?? ok(codeOf(deps, order));

/** Makes a new code: the one that was lost, or seen by somebody, works no more. */
export const renewPickupCode = async (
  deps: PickupDeps,
  { orderId, by }: { orderId: string; by: string },
): Promise<Result<PickupCode>> =>
  deps.transact(async (session) => {
    const desk = await openDesk(deps, orderId, session);
    if (!desk) return refuse("ORDER_NOT_PAID");
    const refusal = refuseCode(desk.order);
    if (refusal) return refusal;
    const pickup = { ...desk.order.pickup, serial: desk.order.pickup.serial + 1 };
    await deps.desk.change(orderId, { pickup }, session);
    await tellTimeline(deps, desk, {
      by,
      fact: `pickup-code:${pickup.serial}`,
      happening: { kind: "pickup_code_renewed" },
    });
    return ok(codeOf(deps, { ...desk.order, pickup }));
  });
