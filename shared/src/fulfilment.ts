import { z } from "zod";
import { Carrier, TrackingNumber } from "./carriers.ts";
import { Id, Moment } from "./ids.ts";

export const shipmentStatuses = ["packed", "shipped", "delivered", "picked_up", "unpacked"] as const;
export const ShipmentStatus = z.enum(shipmentStatuses);
export type ShipmentStatus = z.infer<typeof ShipmentStatus>;

/** Which status of a shipment may follow which. `shipped` again: its tracking number was corrected. */
export const shipmentMoves = {
  packed: ["shipped", "picked_up", "unpacked"],
  shipped: ["shipped", "delivered"],
  delivered: [],
  picked_up: [],
  unpacked: [],
} as const satisfies Record<ShipmentStatus, readonly ShipmentStatus[]>;

/** The statuses that a shipment may come from. */
export const shipmentStatusesBefore = (to: ShipmentStatus): ShipmentStatus[] =>
  shipmentStatuses.filter((from) => (shipmentMoves[from] as readonly ShipmentStatus[]).includes(to));

/** Units of one line of an order. */
export const LineUnits = z.strictObject({
  lineId: Id,
  quantity: z.int("Units are whole.").positive("At least one.").max(1_000),
});
export type LineUnits = z.infer<typeof LineUnits>;

/** Units of several lines, each named once. */
export const LinesUnits = z
  .array(LineUnits)
  .max(100)
  .refine(
    (lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length,
    "Each line stands here once.",
  );

/** One parcel, or what is handed over at a pickup: some units of an order's lines. */
export const Shipment = z.object({
  id: Id,
  status: ShipmentStatus,
  lines: z.array(LineUnits),
  /** Null until it is shipped, and for a pickup. */
  carrier: Carrier.nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  packedAt: Moment,
  shippedAt: Moment.nullable(),
  /** When it reached its buyer: delivered or picked up. */
  receivedAt: Moment.nullable(),
});
export type Shipment = z.infer<typeof Shipment>;

/** Packs these units, or all that is left when nothing is named. */
export const PackOrder = z.strictObject({ lines: LinesUnits.min(1).optional() });
export type PackOrder = z.infer<typeof PackOrder>;

export const ShipShipment = z.strictObject({
  carrier: Carrier,
  /** Null: sent without a number. */
  trackingNumber: TrackingNumber.nullable(),
});
export type ShipShipment = z.infer<typeof ShipShipment>;

/** What one person selects and does at once. */
export const MAX_BULK_ORDERS = 100;

const eachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/**
 * The same done to many orders. `pack` packs what is left of each; `ship` packs what is left and sends it, each with a
 * number of its own; `deliver` notes that what was shipped has arrived.
 */
export const BulkFulfil = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.enum(["pack", "deliver"]),
    orderIds: z.array(Id).min(1).max(MAX_BULK_ORDERS).refine(eachOnce, "Each order stands here once."),
  }),
  z.strictObject({
    action: z.literal("ship"),
    orders: z
      .array(ShipShipment.extend({ orderId: Id }))
      .min(1)
      .max(MAX_BULK_ORDERS)
      .refine((orders) => eachOnce(orders.map(({ orderId }) => orderId)), "Each order stands here once."),
  }),
]);
export type BulkFulfil = z.infer<typeof BulkFulfil>;

/** What became of each order. `why` is the refusal's code where it was not done; nothing of that order changed then. */
export const BulkOutcome = z.object({
  orderId: Id,
  done: z.boolean(),
  why: z.string().nullable(),
});
export type BulkOutcome = z.infer<typeof BulkOutcome>;

/** What to take from the shelf for several orders: each variant once, summed. */
export const PickLine = z.object({
  variantId: Id,
  title: z.string(),
  variantName: z.string(),
  imageUrl: z.string().nullable(),
  quantity: z.int().positive(),
  /** The numbers of the orders that it is for. */
  orderNumbers: z.array(z.string()),
});
export type PickLine = z.infer<typeof PickLine>;
