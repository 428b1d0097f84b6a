import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Locale, TimeZone } from "./locale.ts";
import { ShopCard } from "./shops.ts";

/** What a person can follow: a shop for good, one show that they saved, one drop that they wish for. */
export const followKinds = ["shop", "show", "drop"] as const;
export const FollowKind = z.enum(followKinds);
export type FollowKind = z.infer<typeof FollowKind>;

/** More than anybody follows by hand; keeps a person's list small enough to be read at once. */
export const MAX_FOLLOWS = 1_000;

/** Where and in which language the person is who follows: what their first preferences are made of. */
export const FollowFrom = z.strictObject({ timeZone: TimeZone.optional(), locale: Locale.optional() });
export type FollowFrom = z.infer<typeof FollowFrom>;

/** Everything that a person follows, newest first. */
export const Following = z.object({ shops: z.array(Id), shows: z.array(Id), drops: z.array(Id) });
export type Following = z.infer<typeof Following>;

/** A shop that the person follows. */
export const FollowedShop = z.object({ shop: ShopCard, since: Moment });
export type FollowedShop = z.infer<typeof FollowedShop>;

/** Told to a person on all their pages: they follow something, or no longer. */
export const FollowChange = z.object({ kind: FollowKind, id: Id, following: z.boolean() });
export type FollowChange = z.infer<typeof FollowChange>;
