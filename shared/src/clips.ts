import { z } from "zod";
import { Product } from "./catalog.ts";
import { Id, Moment } from "./ids.ts";
import { ShopCard } from "./shops.ts";
import { Show } from "./shows.ts";

/** How long a clip is, in milliseconds: long enough to show a thing, short enough to be watched to its end. */
export const CLIP_MS = { least: 5_000, most: 90_000 } as const;

/** More than anybody cuts out of one show by hand. */
export const MAX_CLIPS = 30;

const Place = z.int("Please mark a place of the replay.").nonnegative();

/** A part of a show's replay; it has no film of its own. Times are milliseconds from the replay's beginning. */
export const Clip = z.object({
  id: Id,
  showId: Id,
  shop: ShopCard,
  title: z.string(),
  fromMs: z.int().nonnegative(),
  toMs: z.int().positive(),
  posterUrl: z.string(),
  createdAt: Moment,
});
export type Clip = z.infer<typeof Clip>;

export const CreateClip = z
  .strictObject({
    title: z
      .string()
      .trim()
      .min(1, "Please give the clip a title.")
      .max(80, "A clip's title has at most 80 characters."),
    fromMs: Place,
    toMs: Place,
    /** Its first frame, uploaded as a picture of the shop; without it the replay's poster stands for it. */
    posterImageId: Id.nullable().default(null),
  })
  .refine(({ fromMs, toMs }) => toMs - fromMs >= CLIP_MS.least && toMs - fromMs <= CLIP_MS.most, {
    path: ["toMs"],
    error: "A clip lasts from 5 to 90 seconds.",
  });
export type CreateClip = z.infer<typeof CreateClip>;

/** Everything a clip's page shows. */
export const ClipPage = z.object({
  clip: Clip,
  show: Show,
  /** The whole replay, of which the clip plays a part. */
  video: z.object({ url: z.string(), width: z.int().positive(), height: z.int().positive() }),
  /** What lay over the video, or was in a drop, while the clip was live, and is still on sale. */
  products: z.array(Product),
});
export type ClipPage = z.infer<typeof ClipPage>;
