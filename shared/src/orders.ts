import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Amount, Money } from "./money.ts";
import { Person } from "./people.ts";
import { ShopCard } from "./shops.ts";

export const orderStatuses = ["pending_payment", "expiring", "paid", "cancelled", "refunded"] as const;
export const OrderStatus = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof OrderStatus>;

/**
 * Which status may follow which. `expiring`: its time is over and Stripe is being asked to cancel, again and again if
 * need be; only Stripe's answer decides what follows.
 */
export const orderMoves = {
  pending_payment: ["expiring", "paid", "cancelled"],
  expiring: ["expiring", "paid", "cancelled"],
  paid: ["refunded"],
  cancelled: ["refunded"],
  refunded: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** The statuses that an order may come from. */
export const orderStatusesBefore = (to: OrderStatus): OrderStatus[] =>
  orderStatuses.filter((from) => (orderMoves[from] as readonly OrderStatus[]).includes(to));

const line = (most: number, missing: string) =>
  z.string().trim().min(1, missing).max(most, `At most ${most} characters, please.`);

/** Where the parcel goes. One form for Korean and international addresses. */
export const Address = z.strictObject({
  name: line(80, "Please enter the recipient's name."),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ()-]{5,19}$/, "Please enter a phone number for the delivery."),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/, "Please choose a country."),
  postalCode: line(12, "Please enter the postal code."),
  region: z.string().trim().max(60).default(""),
  city: line(60, "Please enter the city."),
  line1: line(120, "Please enter the street and number."),
  line2: z.string().trim().max(120).default(""),
});
export type Address = z.infer<typeof Address>;

export const OrderItem = z.object({
  productId: Id,
  variantId: Id,
  title: z.string(),
  variantName: z.string(),
  imageUrl: z.string().nullable(),
  quantity: z.int().positive(),
  unitPrice: Money,
});
export type OrderItem = z.infer<typeof OrderItem>;

export const Order = z.object({
  id: Id,
  /** Short and readable aloud, such as `K7QF-2M9X`. */
  number: z.string(),
  status: OrderStatus,
  shop: ShopCard,
  showId: Id,
  dropId: Id,
  holdId: Id,
  buyer: Person,
  items: z.array(OrderItem).min(1),
  subtotal: Money,
  shipping: Money,
  total: Money,
  address: Address,
  createdAt: Moment,
  /** Until when it can be paid, while it is pending. */
  expiresAt: Moment,
  paidAt: Moment.nullable(),
});
export type Order = z.infer<typeof Order>;

export const OpenCheckout = z.strictObject({ address: Address });
export type OpenCheckout = z.infer<typeof OpenCheckout>;

/** What the browser needs to pay: Stripe's client secret, which is good for this order alone. */
export const Checkout = z.object({ order: Order, clientSecret: z.string() });
export type Checkout = z.infer<typeof Checkout>;

/** What a show sold: counted from paid orders. */
export const ShowSummary = z.object({
  showId: Id,
  items: z.array(
    z.object({
      productId: Id,
      variantId: Id,
      title: z.string(),
      variantName: z.string(),
      imageUrl: z.string().nullable(),
      sold: z.int().nonnegative(),
      allocated: z.int().nonnegative(),
    }),
  ),
  /** Money taken, one entry a currency; null for those who may not see revenue. */
  revenue: z
    .array(z.object({ amount: Amount.max(Number.MAX_SAFE_INTEGER), currency: Money.shape.currency }))
    .nullable(),
  orders: z.int().nonnegative(),
});
export type ShowSummary = z.infer<typeof ShowSummary>;
