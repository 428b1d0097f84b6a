import { z } from "zod";
import { Id } from "./ids.ts";
import { ModerationEntry } from "./moderation-log.ts";
import { Order } from "./orders.ts";
import { Dispute } from "./payouts.ts";
import { reviewEvents } from "./review.ts";

/** What is told to a shop's owner and managers. */
export const teamEvents = {
  "order:paid": Order,
  /** A buyer did everything, and the money waits to be taken. */
  "order:authorised": Order,
  /** One of the shop's paid orders moved on. */
  "order:changed": Order,
  /** A buyer's bank asks for the money of an order back, or has decided. */
  "dispute:changed": Dispute,
} as const;
export type TeamEvents = { [E in keyof typeof teamEvents]: z.infer<(typeof teamEvents)[E]> };

/** What is told to those who keep a shop's chat clean: its owner, managers and moderators. */
export const moderationEvents = {
  ...reviewEvents,
  /** One of them, or a rule, did something: the row that the log has of it now. */
  "moderation:done": ModerationEntry,
  /** Somebody appealed against a ban or a long timeout. */
  "appeal:opened": z.object({ appealId: Id }),
  /** The run of one of the shop's shows is another now. */
  "run:changed": z.object({ showId: Id, revision: z.int().nonnegative() }),
  /** A second screen of one of the shop's shows came or went. */
  "screens:changed": z.object({ showId: Id }),
} as const;
export type ModerationEvents = {
  [E in keyof typeof moderationEvents]: z.infer<(typeof moderationEvents)[E]>;
};

const teamNews = <E extends keyof TeamEvents>(event: E) =>
  z
    .tuple([Id, z.literal(event), teamEvents[event]])
    .transform(([shopId, name, data]) => ({ shopId, event: name, data }));

/** What arrives under `team`: the shop, the event's name and its data, as the arguments of the emit. */
export const TeamNews = z.union([
  teamNews("order:paid"),
  teamNews("order:authorised"),
  teamNews("order:changed"),
  teamNews("dispute:changed"),
]);
export type TeamNews = z.infer<typeof TeamNews>;

const moderationNews = <E extends keyof ModerationEvents>(event: E) =>
  z
    .tuple([Id, z.literal(event), moderationEvents[event]])
    .transform(([shopId, name, data]) => ({ shopId, event: name, data }));

/** What arrives under `moderation`: the shop, the event's name and its data, as the arguments of the emit. */
export const ModerationNews = z.union([
  moderationNews("moderation:done"),
  moderationNews("appeal:opened"),
  moderationNews("run:changed"),
  moderationNews("screens:changed"),
  moderationNews("message:held"),
  moderationNews("message:judged"),
  moderationNews("message:shadowed"),
  moderationNews("report:changed"),
  moderationNews("report:closed"),
  moderationNews("shadow:changed"),
  moderationNews("raid:suspected"),
]);
export type ModerationNews = z.infer<typeof ModerationNews>;
