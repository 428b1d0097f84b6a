import { z } from "zod";
import { EntrantId } from "./giveaways.ts";
import { Id, Moment } from "./ids.ts";

export const holdStatuses = ["active", "paying", "committed", "released", "expired"] as const;
export const HoldStatus = z.enum(holdStatuses);
export type HoldStatus = z.infer<typeof HoldStatus>;

/** A reservation of units, as its owner sees it. */
export const Hold = z.object({
  id: Id,
  dropId: Id,
  variantId: Id,
  showId: Id,
  quantity: z.int().positive(),
  status: HoldStatus,
  /** Granted to its owner by their turn in line, and not by pressing Buy: they may not be looking. */
  offered: z.boolean(),
  /** The number under which the drop's public log knows it; it says nothing of its owner. */
  entry: EntrantId,
  expiresAt: Moment,
  /** Set once checkout has begun. */
  orderId: Id.nullable(),
});
export type Hold = z.infer<typeof Hold>;

const Wanted = z
  .int("A quantity is a whole number.")
  .positive("Please take at least one.")
  .max(100, "That is too many.");

export const PlaceHold = z.strictObject({ variantId: Id, quantity: Wanted });
export type PlaceHold = z.infer<typeof PlaceHold>;

/** `quantity`: the most they would take; when fewer come back, those are offered. */
export const JoinLine = z.strictObject({ variantId: Id, quantity: Wanted });
export type JoinLine = z.infer<typeof JoinLine>;

/** Somebody's place in the line for a drop's units, as they see it themselves. */
export const Wait = z.object({
  dropId: Id,
  showId: Id,
  variantId: Id,
  quantity: z.int().positive(),
  /** The number under which the drop's public log knows them. */
  entry: EntrantId,
  /** Null until a fair start is drawn: nobody has a place yet. */
  place: z
    .object({
      /** Counted within the drop; who has the smaller number is served first. */
      number: z.int().positive(),
      /** How many stand before them for the same variant. */
      ahead: z.int().nonnegative(),
      /** The entry of the drop's log as of which this is so. */
      seq: z.int().nonnegative(),
    })
    .nullable(),
});
export type Wait = z.infer<typeof Wait>;

/** Told to one person: their place in a drop's line; null: they are not in it any more. */
export const WaitChange = z.object({ showId: Id, dropId: Id, wait: Wait.nullable() });
export type WaitChange = z.infer<typeof WaitChange>;

/** Who is not in a drop's line any more: each was offered units or left. Whoever stands behind them moves up. */
export const LineMoves = z.object({
  dropId: Id,
  gone: z.array(z.object({ variantId: Id, number: z.int().positive(), seq: z.int().positive() })),
});
export type LineMoves = z.infer<typeof LineMoves>;
