import { z } from "zod";
import { Carrier } from "./carriers.ts";
import { LineUnits, Shipment } from "./fulfilment.ts";
import { Id, Moment } from "./ids.ts";
import { Money } from "./money.ts";
import { Cancellation, Refund, RefundReason, ReturnedGoods, ReturnReason } from "./refunds.ts";

export const orderMailKinds = [
  "confirmation",
  "shipped",
  "ready_for_pickup",
  "refunded",
  "cancelled",
] as const;
/** Why the buyer of an order is written to. */
export const OrderMailKind = z.enum(orderMailKinds);
export type OrderMailKind = z.infer<typeof OrderMailKind>;

/** What happened to an order. Those of the team alone stand in no buyer's timeline; see `teamHappenings`. */
export const OrderHappening = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("placed") }),
  z.object({ kind: z.literal("paid"), amount: Money }),
  z.object({ kind: z.literal("packed"), lines: z.array(LineUnits) }),
  z.object({ kind: z.literal("unpacked"), lines: z.array(LineUnits) }),
  z.object({
    kind: z.literal("shipped"),
    lines: z.array(LineUnits),
    carrier: Carrier,
    trackingNumber: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("tracking_corrected"),
    carrier: Carrier,
    trackingNumber: z.string().nullable(),
  }),
  z.object({ kind: z.literal("delivered"), lines: z.array(LineUnits) }),
  z.object({ kind: z.literal("ready_for_pickup"), lines: z.array(LineUnits) }),
  z.object({ kind: z.literal("picked_up"), lines: z.array(LineUnits) }),
  z.object({ kind: z.literal("pickup_code_renewed") }),
  z.object({
    kind: z.literal("refunded"),
    amount: Money,
    /** All that was given back so far, of what was paid. */
    refunded: Money,
    paid: Money,
    reason: RefundReason,
    restocked: z.boolean(),
  }),
  z.object({ kind: z.literal("refund_failed"), amount: Money }),
  z.object({
    kind: z.literal("returned"),
    lines: z.array(LineUnits),
    reason: ReturnReason,
    restocked: z.boolean(),
  }),
  z.object({ kind: z.literal("cancellation_asked"), note: z.string() }),
  z.object({ kind: z.literal("cancellation_declined"), note: z.string() }),
  z.object({ kind: z.literal("cancelled"), reason: RefundReason }),
  z.object({ kind: z.literal("mail_sent"), mail: OrderMailKind }),
  z.object({ kind: z.literal("mail_failed"), mail: OrderMailKind }),
  z.object({ kind: z.literal("exported") }),
  z.object({ kind: z.literal("export_failed"), why: z.string() }),
  z.object({ kind: z.literal("note"), text: z.string() }),
]);
export type OrderHappening = z.infer<typeof OrderHappening>;

/** What the shop's team alone reads in a timeline. */
export const teamHappenings = [
  "note",
  "unpacked",
  "refund_failed",
  "mail_failed",
  "exported",
  "export_failed",
] as const satisfies OrderHappening["kind"][];

/** One entry of an order's timeline; entries are added, never changed. */
export const OrderEvent = z.object({
  id: Id,
  at: Moment,
  /** Who did it: a name for the team, null for the buyer's eyes and for what no person did. */
  by: z.string().nullable(),
  happening: OrderHappening,
});
export type OrderEvent = z.infer<typeof OrderEvent>;

export const AddOrderNote = z.strictObject({
  text: z.string().trim().min(1, "There is nothing to note.").max(2_000, "At most 2,000 characters, please."),
});
export type AddOrderNote = z.infer<typeof AddOrderNote>;

/** Where a pickup stands, for an order that its buyer fetches. */
export const PickupState = z.object({
  readyAt: Moment.nullable(),
  collectedAt: Moment.nullable(),
});
export type PickupState = z.infer<typeof PickupState>;

/** Everything about an order beside the order itself, as far as the one who asks may see it. */
export const OrderDetails = z.object({
  orderId: Id,
  /** Whether the one who asks belongs to the shop's owner and managers. */
  forTeam: z.boolean(),
  shipments: z.array(Shipment),
  refunds: z.array(Refund),
  returns: z.array(ReturnedGoods),
  cancellation: Cancellation.nullable(),
  /** Null for an order that is sent. */
  pickup: PickupState.nullable(),
  /** Oldest first. */
  timeline: z.array(OrderEvent),
});
export type OrderDetails = z.infer<typeof OrderDetails>;
