import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { ModerationEntry } from "./moderation-log.ts";
import { Person, ShopRole } from "./people.ts";

const Reason = z.string().trim().max(200, "A reason has at most 200 characters.").default("");

export const Ban = z.object({
  id: Id,
  person: Person,
  reason: z.string(),
  bannedBy: Person,
  bannedAt: Moment,
});
export type Ban = z.infer<typeof Ban>;

export const BanPerson = z.strictObject({ userId: Id, reason: Reason });
export type BanPerson = z.infer<typeof BanPerson>;

/** Seconds: long enough to be noticed, and from a day on it is a ban. */
export const TIMEOUT_SECONDS = { least: 10, most: 86_400 } as const;
/** What is offered to choose from, in seconds. */
export const timeoutPresets = [10, 60, 300, 600, 3_600, 86_400] as const;

/** Somebody may not write for a while; they still watch and buy. */
export const Timeout = z.object({
  id: Id,
  person: Person,
  reason: z.string(),
  by: Person,
  at: Moment,
  until: Moment,
});
export type Timeout = z.infer<typeof Timeout>;

export const TimeOutPerson = z.strictObject({
  userId: Id,
  seconds: z
    .int("Please enter a whole number of seconds.")
    .min(TIMEOUT_SECONDS.least, "A timeout lasts at least 10 seconds.")
    .max(TIMEOUT_SECONDS.most, "A timeout lasts at most 24 hours."),
  reason: Reason,
  /** The timeout that this one takes the place of: one that somebody else gave meanwhile stays as it is. */
  instead: Id.nullable().default(null),
});
export type TimeOutPerson = z.infer<typeof TimeOutPerson>;

/** Answers with what is so now: `already` when somebody else came first. */
const orAlready = { already: z.boolean() };
export const BanMade = Ban.extend(orAlready);
export type BanMade = z.infer<typeof BanMade>;
export const TimeoutMade = Timeout.extend(orAlready);
export type TimeoutMade = z.infer<typeof TimeoutMade>;

/** What the team writes down about a person, for itself alone. */
export const Note = z.object({
  id: Id,
  author: Person,
  text: z.string(),
  at: Moment,
  editedAt: Moment.nullable(),
});
export type Note = z.infer<typeof Note>;

export const WriteNote = z.strictObject({
  text: z.string().trim().min(1, "Please write something.").max(500, "A note has at most 500 characters."),
});
export type WriteNote = z.infer<typeof WriteNote>;

/** A line of a person in one of the shop's shows. */
export const SaidLine = z.object({
  id: Id,
  showId: Id,
  text: z.string(),
  at: Moment,
  deletedAt: Moment.nullable(),
});
export type SaidLine = z.infer<typeof SaidLine>;

/** What a shop's team may know of a person. Nothing here names money, an address or an email. */
export const PersonCard = z.object({
  person: Person,
  /** Their role in the shop, if they have one. */
  role: ShopRole.nullable(),
  accountSince: Moment,
  /** Null: they do not follow the shop. */
  followsSince: Moment.nullable(),
  /** How many orders they paid for here. */
  orders: z.int().nonnegative(),
  ban: Ban.nullable(),
  timeout: Timeout.nullable(),
  /** Whether what they write is shown to nobody but themselves. */
  shadowMuted: z.boolean(),
  /** Newest first, deleted ones too. */
  lines: z.array(SaidLine),
  /** What was done about them, newest first. */
  actions: z.array(ModerationEntry),
  /** Oldest first. */
  notes: z.array(Note),
});
export type PersonCard = z.infer<typeof PersonCard>;
