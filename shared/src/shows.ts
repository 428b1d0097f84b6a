import { z } from "zod";
import { Product } from "./catalog.ts";
import { Category } from "./categories.ts";
import { Id, Moment } from "./ids.ts";
import { ShopCard } from "./shops.ts";

export const showStatuses = ["scheduled", "live", "paused", "ended", "cancelled"] as const;
export const ShowStatus = z.enum(showStatuses);
export type ShowStatus = z.infer<typeof ShowStatus>;

/** Which status may follow which. `paused` is a live show whose host has dropped out. */
export const showMoves = {
  scheduled: ["live", "cancelled"],
  live: ["paused", "ended"],
  paused: ["live", "ended"],
  ended: [],
  cancelled: [],
} as const satisfies Record<ShowStatus, readonly ShowStatus[]>;

export const Show = z.object({
  id: Id,
  shop: ShopCard,
  title: z.string(),
  description: z.string(),
  category: Category.nullable(),
  posterUrl: z.string().nullable(),
  status: ShowStatus,
  /** When it is announced to start. */
  startsAt: Moment,
  startedAt: Moment.nullable(),
  endedAt: Moment.nullable(),
  /** Since when it is paused; null unless it is. */
  pausedAt: Moment.nullable(),
  /** Since when its host is away for a moment; the show goes on, with a card in the place of picture and sound. */
  awaySince: Moment.nullable(),
  /** While it is paused: it ends then, unless its host is back. */
  hostAwaitedUntil: Moment.nullable(),
  viewers: z.int().nonnegative(),
  /** Whether it is recorded, to be watched afterwards. */
  record: z.boolean(),
  /** Whether its recording can be watched now. */
  replay: z.boolean(),
});
export type Show = z.infer<typeof Show>;

const ShowTitle = z
  .string()
  .trim()
  .min(1, "Please give the show a title.")
  .max(120, "A title has at most 120 characters.");
const ShowDescription = z.string().trim().max(2000, "Please keep the description under 2,000 characters.");

export const ScheduleShow = z.strictObject({
  title: ShowTitle,
  description: ShowDescription.default(""),
  category: Category.nullable().default(null),
  posterImageId: Id.nullable().default(null),
  startsAt: Moment,
  record: z.boolean().default(true),
});
export type ScheduleShow = z.infer<typeof ScheduleShow>;

export const EditShow = z.strictObject({
  title: ShowTitle.optional(),
  description: ShowDescription.optional(),
  category: Category.nullable().optional(),
  posterImageId: Id.nullable().optional(),
  startsAt: Moment.optional(),
  record: z.boolean().optional(),
});
export type EditShow = z.infer<typeof EditShow>;

/** At most this many products lie over the video, so that it stays a video. */
export const MAX_PINS = 3;

/** What lies over the video now; the featured product is the large one. */
export const Pins = z.object({ products: z.array(Product).max(MAX_PINS), featuredId: Id.nullable() });
export type Pins = z.infer<typeof Pins>;

export const SetPins = z
  .strictObject({
    productIds: z.array(Id).max(MAX_PINS, `At most ${MAX_PINS} products can be pinned.`),
    featuredId: Id.nullable(),
  })
  .refine((pins) => pins.featuredId === null || pins.productIds.includes(pins.featuredId), {
    path: ["featuredId"],
    error: "The featured product must be pinned.",
  });
export type SetPins = z.infer<typeof SetPins>;
