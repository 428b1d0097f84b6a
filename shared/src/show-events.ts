import { z } from "zod";
import { ChatMessage, PinnedMessage, SystemLine } from "./chat.ts";
import { ChatRules } from "./chat-rules.ts";
import { Coupon } from "./discounts.ts";
import { Drop, DropUnits } from "./drops.ts";
import { Giveaway, GiveawayEntries } from "./giveaways.ts";
import { LineMoves } from "./holds.ts";
import { Id, Moment } from "./ids.ts";
import { Poll, PollCounts } from "./polls.ts";
import { Question, QuestionVotes } from "./questions.ts";
import { Pins, Show } from "./shows.ts";
import { Stage } from "./stage.ts";

/** What everybody in a show is told. Each carries the show's next sequence number and is kept in its log. */
export const showEvents = {
  "show:changed": Show,
  "pins:changed": Pins,
  "stage:changed": Stage,
  "chat:posted": ChatMessage,
  "chat:deleted": z.object({ messageId: Id }),
  /** Who may write now, and how. */
  "chat:rules": ChatRules,
  /** Messages that had been taken away are back, or those of somebody who may come back. */
  "chat:restored": z.object({ messages: z.array(ChatMessage) }),
  /** A message was pinned on top of the chat, or null: the pinned one was taken down. */
  "chat:pinned": z.object({ pinned: PinnedMessage.nullable() }),
  /** The show itself says something: somebody bought, a drop opened or sold out. */
  "chat:line": SystemLine,
  /** Somebody was banned: their messages disappear everywhere. */
  "person:banned": z.object({ userId: Id }),
  /** A drop was created, opened, paused, restocked, drawn or closed, or its times are others: its show began, paused or goes on. */
  "drop:changed": Drop,
  "drop:stock": DropUnits,
  "drop:line": LineMoves,
  /** A question was featured, which no other is from then on, taken down, answered or put back. Asked it is by its message. */
  "question:changed": Question,
  /** Those questions whose votes changed since they were last told; at most twice a second. */
  "questions:votes": z.object({ votes: z.array(QuestionVotes) }),
  /** A poll opened or closed. */
  "poll:changed": Poll,
  /** At most twice a second; the last one may come after the poll closed. */
  "poll:counts": PollCounts,
  /** A giveaway opened, is being drawn, was drawn, drawn again or called off. */
  "giveaway:changed": Giveaway,
  "giveaway:entries": GiveawayEntries,
  /** The show holds a coupon out, or none any more. */
  "coupon:changed": z.object({ coupon: Coupon.nullable() }),
} as const;
export type ShowEvents = { [E in keyof typeof showEvents]: z.infer<(typeof showEvents)[E]> };
export type ShowEventName = keyof ShowEvents;

/**
 * What must not wait for the next frame, up to 50 ms: where people reach for something, or where picture and page would
 * part. It takes along what was said before it.
 */
const urgentEvents: ReadonlySet<ShowEventName> = new Set<ShowEventName>([
  "show:changed",
  "pins:changed",
  "stage:changed",
  "drop:changed",
  "drop:stock",
  "drop:line",
]);
export const isUrgent = (event: ShowEventName): boolean => urgentEvents.has(event);

const entry = <E extends ShowEventName>(event: E) =>
  z.object({
    showId: Id,
    seq: z.int().nonnegative(),
    at: Moment,
    event: z.literal(event),
    data: showEvents[event],
  });

/** One entry of a show's log. A client that sees `seq` jump has missed something and asks for a snapshot. */
export const ShowEntry = z.discriminatedUnion("event", [
  entry("show:changed"),
  entry("pins:changed"),
  entry("stage:changed"),
  entry("chat:posted"),
  entry("chat:deleted"),
  entry("chat:rules"),
  entry("chat:restored"),
  entry("chat:pinned"),
  entry("chat:line"),
  entry("person:banned"),
  entry("drop:changed"),
  entry("drop:stock"),
  entry("drop:line"),
  entry("question:changed"),
  entry("questions:votes"),
  entry("poll:changed"),
  entry("poll:counts"),
  entry("giveaway:changed"),
  entry("giveaway:entries"),
  entry("coupon:changed"),
]);
export type ShowEntry = z.infer<typeof ShowEntry>;

/**
 * What is told in one go: entries of one show, in the order of their numbers. A page reads each for itself, so that an
 * event which it does not know yet costs it that event, not the frame.
 */
export const ShowFrame = z.array(z.unknown());

/** Volatile: the newest count replaces the last, none is kept, and any may be lost. */
export const Pulse = z.object({
  showId: Id,
  /** Watching now, the host not counted. */
  viewers: z.int().nonnegative().optional(),
  /** Hearts since the show began: a page shows the difference to what it knew as a burst. */
  hearts: z.int().nonnegative().optional(),
});
export type Pulse = z.infer<typeof Pulse>;
