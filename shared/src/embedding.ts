import { z } from "zod";
import { ShopCard } from "./shops.ts";
import { Show } from "./shows.ts";

/** More sites than one shop has; keeps the policy's header small. */
export const MAX_EMBED_SITES = 20;

const isLocal = ({ hostname }: URL): boolean => hostname === "localhost" || hostname === "127.0.0.1";

/** The origin in what somebody typed: `https://blog.example/page` is `https://blog.example`. Null when it is none. */
export const siteIn = (typed: string): string | null => {
  const url = URL.parse(typed.includes("://") ? typed : `https://${typed}`);
  if (!url || url.username || url.password || url.hostname === "" || url.hostname.includes("*")) return null;
  const fits = url.protocol === "https:" || (url.protocol === "http:" && isLocal(url));
  return fits ? url.origin : null;
};

/** A site that may show the player: an origin with https, or a developer's own machine. */
export const Site = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((site) => siteIn(site) !== null, "Please enter a site such as https://blog.example.")
  .transform((site) => siteIn(site) ?? site);

/** Where a shop's player may stand. No site named: on any site with https. */
export const Embedding = z.object({ sites: z.array(z.string()) });
export type Embedding = z.infer<typeof Embedding>;

export const SetEmbedding = z.strictObject({
  sites: z.array(Site).max(MAX_EMBED_SITES, "At most 20 sites, please."),
});
export type SetEmbedding = z.infer<typeof SetEmbedding>;

/**
 * What the player of a shop shows now: a live show, else the next one, else the newest replay, else nothing.
 * `trusted`: the shop named the sites that may show it, so buying opens a window over the page and not a tab.
 */
export const EmbeddedShow = z.object({ shop: ShopCard, show: Show.nullable(), trusted: z.boolean() });
export type EmbeddedShow = z.infer<typeof EmbeddedShow>;

export const embedEvents = ["ready", "live", "ended", "order"] as const;
/** What the player tells the page that it stands in; nothing in it is about the person who watches. */
export const EmbedNews = z.object({
  source: z.literal("showdrop"),
  event: z.enum(embedEvents),
  showId: z.string().nullable(),
});
export type EmbedNews = z.infer<typeof EmbedNews>;
