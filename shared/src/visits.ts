import { z } from "zod";
import { Id } from "./ids.ts";

/**
 * A browser's own random number, made by the page and kept in its storage: 128 bits, in hex. It says "the same browser as
 * before" to this platform alone, and is no advertising id.
 */
export const VisitorId = z.string().regex(/^[0-9a-f]{32}$/, "This is no visitor's id.");

/** Pages of the platform that people come to a show from; `mail` and `notification` by the links in them. */
export const ownPages = ["home", "shop", "product", "search", "notification", "mail", "other"] as const;
export const OwnPage = z.enum(ownPages);
export type OwnPage = z.infer<typeof OwnPage>;

/** Characters of a host, or of a campaign's source or medium, that are kept. */
export const MOST_OF_HOST = 100;
export const MOST_OF_CAMPAIGN = 40;

const Host = z
  .string()
  .max(MOST_OF_HOST)
  .regex(/^[a-z0-9.-]+(:\d{1,5})?$/);
const CampaignWord = z
  .string()
  .max(MOST_OF_CAMPAIGN)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u);

/** Where somebody came to a show from. `untold`: their browser asks not to be followed, or said nothing. */
export const CameFrom = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("direct") }),
  z.strictObject({ kind: z.literal("untold") }),
  z.strictObject({ kind: z.literal("own"), page: OwnPage }),
  z.strictObject({ kind: z.literal("site"), host: Host }),
  z.strictObject({ kind: z.literal("campaign"), source: CampaignWord, medium: CampaignWord.nullable() }),
]);
export type CameFrom = z.infer<typeof CameFrom>;

/** What a page says of itself when it enters a show. Who says nothing is watched as well and counted as a visitor. */
export const Visit = z.strictObject({ visitor: VisitorId, from: CameFrom });
export type Visit = z.infer<typeof Visit>;

/** Somebody opened the card or sheet of a drop or a product, or their bag. */
export const Opened = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("drop"), id: Id }),
  z.strictObject({ what: z.literal("product"), id: Id }),
  z.strictObject({ what: z.literal("bag") }),
]);
export type Opened = z.infer<typeof Opened>;

export const NoteOpened = z.strictObject({ showId: Id, opened: Opened });
