import { z } from "zod";
import { DropCapture, EarlyAudience } from "./drops.ts";
import { Id, Moment } from "./ids.ts";
import { Price } from "./money.ts";

/** Seconds to pay. Ticketing shops give minutes; under pressure two are enough and starve nobody. */
export const DEFAULT_HOLD_SECONDS = 120;
/** Long enough to type an address and pass 3-D Secure, short enough that stock comes back within the show. */
export const MAX_HOLD_SECONDS = 900;
export const MIN_HOLD_SECONDS = 5;

/** Shorter, and nobody could see it, decide and press. */
export const MIN_OPEN_SECONDS = 5;
/** Longer than any show lasts, and a drop closes with its show. */
export const MAX_OPEN_SECONDS = 24 * 3600;

/** More, and a phone's screen cannot show the choice; ten sizes of a shoe fit. */
export const MAX_POOLS = 12;
/** Longer, and "early" would be the whole drop for those who are left. */
export const MAX_EARLY_SECONDS = 3600;

const Units = z
  .int("A quantity is a whole number.")
  .positive("A drop needs at least one unit.")
  .max(100_000, "That is too many units for one drop.");

export const CreateDrop = z
  .strictObject({
    /** Variants of one product, each once. */
    pools: z
      .array(z.strictObject({ variantId: Id, quantity: Units, price: Price }))
      .min(1, "Choose what is sold.")
      .max(MAX_POOLS, `A drop has at most ${MAX_POOLS} variants.`)
      .refine(
        (pools) => new Set(pools.map(({ variantId }) => variantId)).size === pools.length,
        "Each variant goes in once.",
      ),
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
    earlyAccess: z
      .strictObject({
        audience: EarlyAudience,
        seconds: z
          .int("Early access lasts a whole number of seconds.")
          .min(1, "Early access lasts at least a second.")
          .max(MAX_EARLY_SECONDS, "Early access lasts at most an hour."),
      })
      .nullable()
      .default(null),
    fairStart: z.boolean().default(false),
    capture: DropCapture.default("automatic"),
  })
  .refine(({ fairStart, earlyAccess }) => !(fairStart && earlyAccess), {
    path: ["earlyAccess"],
    message: "A fair start is the same for all: it has no early access.",
  })
  .refine(({ fairStart, opensAt }) => !(fairStart && opensAt === null), {
    path: ["opensAt"],
    message: "A fair start needs time for people to come. Say when it opens.",
  });
export type CreateDrop = z.infer<typeof CreateDrop>;

/** Adds units from the variant's stock to a drop that runs or is to come. */
export const RestockDrop = z.strictObject({ variantId: Id, quantity: Units });
export type RestockDrop = z.infer<typeof RestockDrop>;

/** Moves the closing time. Everybody sees that it was moved, and why stands in the audit log. */
export const MoveClosing = z.strictObject({
  /** Null: until it is closed. */
  closesAt: Moment.nullable(),
  reason: z.string().trim().min(1, "Please say why.").max(200, "Please keep this under 200 characters."),
});
export type MoveClosing = z.infer<typeof MoveClosing>;
