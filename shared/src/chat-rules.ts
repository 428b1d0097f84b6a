import { z } from "zod";

/** Bounds of slow mode, in seconds between two lines of one person: less is no rest, more ends a conversation. */
export const SLOW_SECONDS = { least: 3, most: 120 } as const;
/** Longest time that a follow or an account may have to be old, in minutes: thirty days. */
export const MOST_MINUTES = 30 * 24 * 60;

const Minutes = z.int().min(0).max(MOST_MINUTES);

/** Who may write in a show's chat, and how; as the team sets it. Nothing of it binds the team itself. */
export const ChatModes = z.strictObject({
  /** Seconds between two lines of one person; null: no slow mode. */
  slowSeconds: z.int().min(SLOW_SECONDS.least).max(SLOW_SECONDS.most).nullable(),
  /** Only followers write, who have followed for this many minutes; null: everybody. */
  followersMinutes: Minutes.nullable(),
  /** Only those write who have bought something in this shop. */
  buyersOnly: z.boolean(),
  /** Only accounts of at least this many minutes write; null: all. */
  accountMinutes: Minutes.nullable(),
  /** Whether lines may carry links. */
  linksAllowed: z.boolean(),
  /** Whether the links in lines can be followed; otherwise they are text. */
  linksOpen: z.boolean(),
  /** Nobody but the team writes. */
  frozen: z.boolean(),
});
export type ChatModes = z.infer<typeof ChatModes>;

/** How a chat begins. */
export const openChat: ChatModes = {
  slowSeconds: null,
  followersMinutes: null,
  buyersOnly: false,
  accountMinutes: null,
  linksAllowed: true,
  linksOpen: false,
  frozen: false,
};

/**
 * What Shield turns on unless the shop chose otherwise. Accounts made for a raid are minutes old and follow nobody; whoever
 * came for the show before goes on writing, slowly and without links.
 */
export const shieldModes: ChatModes = {
  slowSeconds: 30,
  followersMinutes: 10,
  buyersOnly: false,
  accountMinutes: 24 * 60,
  linksAllowed: false,
  linksOpen: false,
  frozen: false,
};

/** The rules of a show's chat as they are in force: those of Shield while it is on. */
export const ChatRules = ChatModes.extend({
  /** All strict at once, by one tap; what was before comes back when it is turned off. */
  shield: z.boolean(),
  /** Counts the changes: of two states the one with the greater revision is what is. */
  revision: z.int().nonnegative(),
});
export type ChatRules = z.infer<typeof ChatRules>;

/** Changes some modes and leaves the others. */
export const SetChatModes = ChatModes.partial();
export type SetChatModes = z.infer<typeof SetChatModes>;

export const SetShield = z.strictObject({ on: z.boolean() });
export type SetShield = z.infer<typeof SetShield>;

const longer = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

/** Of each mode the stricter one. */
export const strictest = (a: ChatModes, b: ChatModes): ChatModes => ({
  slowSeconds: longer(a.slowSeconds, b.slowSeconds),
  followersMinutes: longer(a.followersMinutes, b.followersMinutes),
  buyersOnly: a.buyersOnly || b.buyersOnly,
  accountMinutes: longer(a.accountMinutes, b.accountMinutes),
  linksAllowed: a.linksAllowed && b.linksAllowed,
  linksOpen: a.linksOpen && b.linksOpen,
  frozen: a.frozen || b.frozen,
});
