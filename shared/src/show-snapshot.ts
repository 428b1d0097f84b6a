import { z } from "zod";
import { ChatMessage, PinnedMessage, SystemLine } from "./chat.ts";
import { ChatRules } from "./chat-rules.ts";
import { Coupon } from "./discounts.ts";
import { Drop, EarlyAudience } from "./drops.ts";
import { Giveaway } from "./giveaways.ts";
import { Hold, Wait } from "./holds.ts";
import { Moment } from "./ids.ts";
import { Person, ShopRole } from "./people.ts";
import { Poll } from "./polls.ts";
import { Question } from "./questions.ts";
import { Pins, Show } from "./shows.ts";
import { Stage } from "./stage.ts";
import { MyPart } from "./taking-part.ts";

/** Everything a page needs to show a show, as of `seq`. */
export const ShowSnapshot = z.object({
  seq: z.int().nonnegative(),
  show: Show,
  pins: Pins,
  stage: Stage,
  drops: z.array(Drop),
  chatRules: ChatRules,
  /** The last messages, oldest first; among them those that only I, or only I and the team, see. */
  messages: z.array(ChatMessage),
  /** The queue: open questions and the featured one, in the queue's order. */
  questions: z.array(Question),
  /** The newest poll, closed or not. */
  poll: Poll.nullable(),
  /** The newest giveaway, drawn or not. */
  giveaway: Giveaway.nullable(),
  /** What the show holds out to its viewers now. */
  coupon: Coupon.nullable(),
  /** What the show itself said last, oldest first. */
  lines: z.array(SystemLine),
  pinned: PinnedMessage.nullable(),
  /** Everybody with a role in the shop, to be mentioned. */
  team: z.array(Person),
  /** Hearts since the show began. */
  hearts: z.int().nonnegative(),
  viewers: z.int().nonnegative(),
  /** My role in the show's shop. */
  role: ShopRole.nullable(),
  /** Until when I may not write here; null: I may. */
  timedOutUntil: Moment.nullable(),
  /** My holds that have not ended, and those I bought: both count against a drop's limit. */
  holds: z.array(Hold),
  /** My places in the lines of its drops. */
  waits: z.array(Wait),
  /** To which of those I belong whom a drop may let in first. */
  early: z.array(EarlyAudience),
  mine: MyPart,
  now: Moment,
});
export type ShowSnapshot = z.infer<typeof ShowSnapshot>;

/** Messages in a snapshot: a phone shows about ten, a moderator scrolls back a little. */
export const HISTORY_LENGTH = 100;
