import { z } from "zod";
import { Product } from "./catalog.ts";
import { Clip } from "./clips.ts";
import { Moment } from "./ids.ts";
import { Shop, ShopCard } from "./shops.ts";
import { Show } from "./shows.ts";

/** Why a show stands where it stands. The client has a sentence for each. */
export const ShowReason = z.discriminatedUnion("kind", [
  /** The person follows its shop. */
  z.object({ kind: z.literal("followed") }),
  /** The person saved the show. */
  z.object({ kind: z.literal("saved") }),
  /** Its shop opened a short while ago, and the place is kept for such. */
  z.object({ kind: z.literal("new-shop") }),
  z.object({ kind: z.literal("watching"), viewers: z.int().positive() }),
  /** On the air, and nobody else is there yet. */
  z.object({ kind: z.literal("just-started") }),
  z.object({ kind: z.literal("starts"), at: Moment }),
  /** Its host is away for a moment. */
  z.object({ kind: z.literal("paused") }),
]);
export type ShowReason = z.infer<typeof ShowReason>;

/** A show with why it stands there, the strongest reason first. */
export const RankedShow = z.object({ show: Show, why: z.array(ShowReason).min(1) });
export type RankedShow = z.infer<typeof RankedShow>;

/** What the home page shows, in its order. */
export const Home = z.object({
  live: z.array(RankedShow),
  soon: z.array(RankedShow),
  /** Shows to watch again, the last first. */
  replays: z.array(Show),
  clips: z.array(Clip),
});
export type Home = z.infer<typeof Home>;

/** What somebody types into the search field. */
export const SearchText = z.string().trim().min(1, "Please type what you look for.").max(100);

const found = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    /** How many there are; no more are counted than are looked at. */
    count: z.int().nonnegative(),
    /** There may be more than were counted. */
    more: z.boolean(),
  });

/** What a search found, in three groups. */
export const SearchAnswer = z.object({
  shows: found(Show),
  shops: found(Shop),
  products: found(z.object({ product: Product, shop: ShopCard })),
  /** Nothing has what was typed: these come close to it. */
  near: z.boolean(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
