import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Money, Price } from "./money.ts";

export const dropStatuses = ["scheduled", "open", "sold_out", "closed"] as const;
export const DropStatus = z.enum(dropStatuses);
export type DropStatus = z.infer<typeof DropStatus>;

/** Units of a drop: allocated = available + held + sold, each ≥ 0. `held` counts quarantined units too. */
export const DropStock = z.object({
  allocated: z.int().nonnegative(),
  available: z.int().nonnegative(),
  held: z.int().nonnegative(),
  sold: z.int().nonnegative(),
});
export type DropStock = z.infer<typeof DropStock>;

export const Drop = z.object({
  id: Id,
  showId: Id,
  shopId: Id,
  product: z.object({ id: Id, title: z.string(), imageUrl: z.string().nullable() }),
  variant: z.object({ id: Id, name: z.string() }),
  price: Money,
  /** The variant's regular price, struck through when it is higher. */
  regularPrice: Money,
  perCustomer: z.int().positive(),
  holdSeconds: z.int().positive(),
  opensAt: Moment,
  /** When it closes by itself; null: when somebody closes it or with its show, or while its show has not begun. */
  closesAt: Moment.nullable(),
  /** Set while the show is paused: the drop's clock stands still, so both times are seen from this moment, not from now. */
  pausedAt: Moment.nullable(),
  status: DropStatus,
  stock: DropStock,
});
export type Drop = z.infer<typeof Drop>;

/** Seconds to pay. Ticketing shops give minutes; under pressure two are enough and starve nobody. */
export const DEFAULT_HOLD_SECONDS = 120;
/** Long enough to type an address and pass 3-D Secure, short enough that stock comes back within the show. */
export const MAX_HOLD_SECONDS = 900;
export const MIN_HOLD_SECONDS = 5;

/** Shorter, and nobody could see it, decide and press. */
export const MIN_OPEN_SECONDS = 5;
/** Longer than any show lasts, and a drop closes with its show. */
export const MAX_OPEN_SECONDS = 24 * 3600;

export const CreateDrop = z.strictObject({
  variantId: Id,
  quantity: z
    .int("A quantity is a whole number.")
    .positive("A drop needs at least one unit.")
    .max(100_000, "That is too many units for one drop."),
  price: Price,
  perCustomer: z
    .int("A limit is a whole number.")
    .positive("The limit is at least one.")
    .max(100, "The limit is at most 100."),
  /** Null opens it at once. */
  opensAt: Moment.nullable(),
  /** How long it is open, on the show's clock, which stands still while the show is paused. Null: until it is closed. */
  openSeconds: z
    .int("The time it is open is a whole number of seconds.")
    .min(MIN_OPEN_SECONDS, `A drop is open for at least ${MIN_OPEN_SECONDS} seconds.`)
    .max(MAX_OPEN_SECONDS, "A drop is open for at most 24 hours.")
    .nullable()
    .default(null),
  holdSeconds: z
    .int("Hold time is a whole number of seconds.")
    .min(MIN_HOLD_SECONDS, `A hold lasts at least ${MIN_HOLD_SECONDS} seconds.`)
    .max(MAX_HOLD_SECONDS, "A hold lasts at most 15 minutes.")
    .default(DEFAULT_HOLD_SECONDS),
});
export type CreateDrop = z.infer<typeof CreateDrop>;

export const holdStatuses = ["active", "paying", "committed", "released", "expired"] as const;
export const HoldStatus = z.enum(holdStatuses);
export type HoldStatus = z.infer<typeof HoldStatus>;

/** A reservation of units, as its owner sees it. */
export const Hold = z.object({
  id: Id,
  dropId: Id,
  showId: Id,
  quantity: z.int().positive(),
  status: HoldStatus,
  expiresAt: Moment,
  /** Set once checkout has begun. */
  orderId: Id.nullable(),
});
export type Hold = z.infer<typeof Hold>;

export const PlaceHold = z.strictObject({
  quantity: z
    .int("A quantity is a whole number.")
    .positive("Please take at least one.")
    .max(100, "That is too many."),
});
export type PlaceHold = z.infer<typeof PlaceHold>;
