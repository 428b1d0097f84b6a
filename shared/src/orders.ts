import { z } from "zod";
import { FulfilmentStatus } from "./fulfilment-status.ts";
import { Id, Moment } from "./ids.ts";
import { Money } from "./money.ts";
import { Person } from "./people.ts";
import { PostalAddress } from "./postal-addresses.ts";
import { ShopCard } from "./shops.ts";
import { Bundle, Delivery, LineTotals, Totals } from "./totals.ts";

export const orderStatuses = [
  "pending_payment",
  "authorised",
  "expiring",
  "paid",
  "partly_refunded",
  "cancelled",
  "refunded",
] as const;
export const OrderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof OrderStatus>;

/**
 * Which status may follow which. `expiring`: its time is over and Stripe is being asked to cancel, again and again if
 * need be; only Stripe's answer decides what follows. `authorised`: the buyer did everything and the shop takes the money
 * later; its time is then the authorisation's, and when that is over it ends as any other.
 */
export const orderMoves = {
  pending_payment: ["authorised", "expiring", "paid", "cancelled"],
  authorised: ["expiring", "paid", "cancelled"],
  expiring: ["expiring", "paid", "cancelled"],
  paid: ["partly_refunded", "refunded"],
  partly_refunded: ["partly_refunded", "refunded"],
  cancelled: ["refunded"],
  refunded: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** The statuses in which a shop has at least some of an order's money, and owes what was bought. */
export const owingStatuses = ["paid", "partly_refunded"] as const satisfies OrderStatus[];
export const isOwing = (status: OrderStatus): boolean => owingStatuses.some((owing) => owing === status);

/** The statuses that an order may come from. */
export const orderStatusesBefore = (to: OrderStatus): OrderStatus[] =>
  orderStatuses.filter((from) => (orderMoves[from] as readonly OrderStatus[]).includes(to));

/** What a line's units come from: the variant's own stock, or a hold of a drop. */
export const LineSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("shelf") }),
  z.object({ kind: z.literal("drop"), dropId: Id, holdId: Id, showId: Id }),
]);
export type LineSource = z.infer<typeof LineSource>;

export const OrderLine = z.object({
  id: Id,
  productId: Id,
  variantId: Id,
  title: z.string(),
  variantName: z.string(),
  imageUrl: z.string().nullable(),
  quantity: z.int().positive(),
  unitPrice: Money,
  /** The variant's own price, where a drop sold it for less. */
  regularPrice: Money.nullable(),
  source: LineSource,
  /** Its part of the order's totals. */
  totals: LineTotals,
});
export type OrderLine = z.infer<typeof OrderLine>;

/** Who bought. A guest has no account; they are called by the name in the address. */
export const Buyer = Person.extend({ guest: z.boolean() });
export type Buyer = z.infer<typeof Buyer>;

/** One purchase in one shop, in one currency, with one payment. */
export const Order = z.object({
  id: Id,
  /** Short and readable aloud, such as `K7QF-2M9X`. */
  number: z.string(),
  status: OrderStatus,
  shop: ShopCard,
  /** The show it was bought in; null when nothing of it came from a show. */
  showId: Id.nullable(),
  buyer: Buyer,
  /** Where mails about it go. */
  email: z.string(),
  lines: z.array(OrderLine).min(1),
  totals: Totals,
  delivery: Delivery,
  /** Where the parcel goes; null when it is picked up. */
  address: PostalAddress.nullable(),
  /** What shipping costs in full, with its part of the discounts and its tax. */
  shippingTotals: LineTotals,
  /** Earlier orders that it travels with. */
  bundle: Bundle.nullable(),
  fulfilment: FulfilmentStatus,
  /** What went back to the buyer, or is on its way. */
  refunded: Money,
  /** Whether its buyer asked to cancel it and waits for an answer. */
  askedToCancel: z.boolean(),
  createdAt: Moment,
  /** Until when it can be paid, while it is pending. */
  expiresAt: Moment,
  paidAt: Moment.nullable(),
});
export type Order = z.infer<typeof Order>;

/** Units in all of an order's lines. */
export const unitsOf = ({ lines }: Pick<Order, "lines">): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);
