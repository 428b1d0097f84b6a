import { type OrderDetails, trackingUrl } from "@showdrop/shared";
import type { OrderRecord } from "../orders/order-record.ts";
import type { RefundRecord } from "../refunds/refunds.store.ts";
import type { ReturnRecord } from "../refunds/returns.store.ts";
import type { DeskDeps } from "./desk.ts";
import type { OrderEventRecord } from "./order-events.store.ts";
import type { ShipmentRecord } from "./shipments.store.ts";

export interface ReadDetailsDeps extends Pick<DeskDeps, "shipments" | "refunds" | "returns" | "orderEvents"> {
  people(ids: readonly string[]): Promise<ReadonlyMap<string, { displayName: string }>>;
}

const viewShipment = (shipment: ShipmentRecord): OrderDetails["shipments"][number] => ({
  ...shipment,
  trackingUrl: shipment.carrier && trackingUrl(shipment.carrier, shipment.trackingNumber),
  packedAt: shipment.packedAt.toISOString(),
  shippedAt: shipment.shippedAt?.toISOString() ?? null,
  receivedAt: shipment.receivedAt?.toISOString() ?? null,
});

/** Everything about an order beside the order itself: for the team with names and notes, for its buyer without. */
export const readDetails = async (
  deps: ReadDetailsDeps,
  order: OrderRecord,
  who: "team" | "buyer",
): Promise<OrderDetails> => {
  const [shipments, refunds, returns, timeline] = await Promise.all([
    deps.shipments.of(order.id),
    deps.refunds.of(order.id),
    deps.returns.of(order.id),
    deps.orderEvents.of(order.id, who),
  ]);
  const team = who === "team";
  const names = team
    ? await deps.people([...new Set([...refunds, ...returns, ...timeline].flatMap(({ by }) => by ?? []))])
    : new Map<string, { displayName: string }>();
  const nameOf = (id: string | null): string | null =>
    id === null ? null : (names.get(id)?.displayName ?? null);
  const viewRefund = (refund: RefundRecord): OrderDetails["refunds"][number] => ({
    ...refund,
    amount: { amount: refund.amount, currency: order.totals.total.currency },
    lines: refund.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    note: team ? refund.note : "",
    by: nameOf(refund.by),
    at: refund.at.toISOString(),
  });
  const viewReturn = (returned: ReturnRecord): OrderDetails["returns"][number] => ({
    ...returned,
    note: team ? returned.note : "",
    by: nameOf(returned.by) ?? "",
    at: returned.at.toISOString(),
  });
  const viewEvent = ({ id, at, by, happening }: OrderEventRecord): OrderDetails["timeline"][number] => ({
    id,
    at: at.toISOString(),
    by: nameOf(by),
    happening,
  });
  const { cancellation, delivery, pickup } = order;
  const ready = shipments.find(({ status }) => status === "packed" || status === "picked_up");
  return {
    orderId: order.id,
    forTeam: team,
    shipments: shipments.filter(({ status }) => status !== "unpacked").map(viewShipment),
    // What the provider refused is the shop's to know: the buyer hears of money that comes.
    refunds: refunds.filter(({ status }) => team || status !== "failed").map(viewRefund),
    returns: returns.map(viewReturn),
    cancellation: cancellation && { ...cancellation, askedAt: cancellation.askedAt.toISOString() },
    pickup:
      delivery.kind === "pickup"
        ? {
            readyAt: ready?.packedAt.toISOString() ?? null,
            collectedAt: pickup.collectedAt?.toISOString() ?? null,
          }
        : null,
    timeline: timeline.map(viewEvent),
  };
};
