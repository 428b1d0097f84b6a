import { z } from "zod";
import { ChatMessage, PinnedMessage, PostMessage, SendHearts, SystemLine } from "./chat.ts";
import { ChatRules } from "./chat-rules.ts";
import { Drop, DropStatus, DropStock, Hold } from "./drops.ts";
import { FollowChange } from "./follows.ts";
import { EnterGiveaway, Giveaway, GiveawayEntries, GiveawayWin } from "./giveaways.ts";
import { Id, Moment } from "./ids.ts";
import { ModerationEntry } from "./moderation-log.ts";
import { NotificationNews } from "./notifications.ts";
import { Order } from "./orders.ts";
import { Person, ShopRole } from "./people.ts";
import { Poll, PollCounts, VoteInPoll } from "./polls.ts";
import { Question, QuestionVotes, UpvoteQuestion } from "./questions.ts";
import { type Result, resultOf } from "./result.ts";
import { reviewEvents } from "./review.ts";
import { Pins, Show } from "./shows.ts";
import { Stage, StageInvitation } from "./stage.ts";
import { MyPart, MyStep } from "./taking-part.ts";

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
  /** A drop was created, opened or closed, or its times are others: its show began, paused or goes on. */
  "drop:changed": Drop,
  "drop:stock": z.object({ dropId: Id, status: DropStatus, stock: DropStock }),
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
  entry("question:changed"),
  entry("questions:votes"),
  entry("poll:changed"),
  entry("poll:counts"),
  entry("giveaway:changed"),
  entry("giveaway:entries"),
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

/** What is told to one person, on all their pages. */
export const personEvents = {
  "hold:changed": Hold,
  "order:changed": Order,
  /** A line of theirs that others do not see (yet). */
  "chat:aside": ChatMessage,
  /** A line of theirs that waited was rejected. */
  "chat:rejected": z.object({ showId: Id, messageId: Id }),
  /** They were banned from a shop, and are out of its shows from this moment. */
  "person:banned": z.object({ shopId: Id }),
  /** Their ban was lifted: they may come back. */
  "person:readmitted": z.object({ shopId: Id }),
  /** They may not write in a shop's shows until then; null: they may again. */
  "person:timedout": z.object({ shopId: Id, until: Moment.nullable(), reason: z.string() }),
  /** The team decided about their appeal. */
  "appeal:decided": z.object({ shopId: Id }),
  /** Their role in a shop is another; null: they have none any more. */
  "role:changed": z.object({ shopId: Id, role: ShopRole.nullable() }),
  /** They are invited on stage. */
  "stage:invited": StageInvitation,
  /** Somebody else withdrew their invitation or took them off the stage. */
  "stage:removed": z.object({ showId: Id }),
  /** What they did in a show's questions, polls and giveaways, for their other pages. */
  "mine:step": MyStep,
  "giveaway:won": GiveawayWin,
  /** They follow something, or no longer. */
  "follow:changed": FollowChange,
  /** They are told of something; it is in their list already. */
  "notification:new": NotificationNews,
  /** They read their list on another page. */
  "notifications:read": z.object({ unread: z.int().nonnegative() }),
  /** Their session ended: the page must ask them to sign in again. */
  "session:ended": z.object({}),
} as const;
export type PersonEvents = { [E in keyof typeof personEvents]: z.infer<(typeof personEvents)[E]> };

/** What is told to a shop's owner and managers. */
export const teamEvents = {
  "order:paid": Order,
} as const;
export type TeamEvents = { [E in keyof typeof teamEvents]: z.infer<(typeof teamEvents)[E]> };

/** What is told to those who keep a shop's chat clean: its owner, managers and moderators. */
export const moderationEvents = {
  ...reviewEvents,
  /** One of them, or a rule, did something: the row that the log has of it now. */
  "moderation:done": ModerationEntry,
  /** Somebody appealed against a ban or a long timeout. */
  "appeal:opened": z.object({ appealId: Id }),
} as const;
export type ModerationEvents = {
  [E in keyof typeof moderationEvents]: z.infer<(typeof moderationEvents)[E]>;
};

const personNews = <E extends keyof PersonEvents>(event: E) =>
  z.tuple([z.literal(event), personEvents[event]]).transform(([name, data]) => ({ event: name, data }));

/** What arrives under `person`: the event's name and its data, as the arguments of the emit. */
export const PersonNews = z.union([
  personNews("hold:changed"),
  personNews("order:changed"),
  personNews("chat:aside"),
  personNews("chat:rejected"),
  personNews("person:banned"),
  personNews("person:readmitted"),
  personNews("person:timedout"),
  personNews("appeal:decided"),
  personNews("role:changed"),
  personNews("stage:invited"),
  personNews("stage:removed"),
  personNews("mine:step"),
  personNews("giveaway:won"),
  personNews("follow:changed"),
  personNews("notification:new"),
  personNews("notifications:read"),
  personNews("session:ended"),
]);
export type PersonNews = z.infer<typeof PersonNews>;

/** What arrives under `team`: the shop, the event's name and its data, as the arguments of the emit. */
export const TeamNews = z
  .tuple([Id, z.literal("order:paid"), teamEvents["order:paid"]])
  .transform(([shopId, event, data]) => ({ shopId, event, data }));
export type TeamNews = z.infer<typeof TeamNews>;

const moderationNews = <E extends keyof ModerationEvents>(event: E) =>
  z
    .tuple([Id, z.literal(event), moderationEvents[event]])
    .transform(([shopId, name, data]) => ({ shopId, event: name, data }));

/** What arrives under `moderation`: the shop, the event's name and its data, as the arguments of the emit. */
export const ModerationNews = z.union([
  moderationNews("moderation:done"),
  moderationNews("appeal:opened"),
  moderationNews("message:held"),
  moderationNews("message:judged"),
  moderationNews("message:shadowed"),
  moderationNews("report:changed"),
  moderationNews("report:closed"),
  moderationNews("shadow:changed"),
  moderationNews("raid:suspected"),
]);
export type ModerationNews = z.infer<typeof ModerationNews>;

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
  mine: MyPart,
  now: Moment,
});
export type ShowSnapshot = z.infer<typeof ShowSnapshot>;

/** Messages in a snapshot: a phone shows about ten, a moderator scrolls back a little. */
export const HISTORY_LENGTH = 100;

/** What a client may ask of the hub, each with its answer. */
export const commands = {
  /** Enter a show: its events follow. Joining again gives a fresh snapshot. */
  "show:join": { input: z.strictObject({ showId: Id }), answer: ShowSnapshot },
  "show:leave": { input: z.strictObject({ showId: Id }), answer: z.object({}) },
  "chat:post": { input: PostMessage, answer: ChatMessage },
  "question:upvote": { input: UpvoteQuestion, answer: MyStep },
  "poll:vote": { input: VoteInPoll, answer: MyStep },
  "giveaway:enter": { input: EnterGiveaway, answer: MyStep },
  /** Hearts for the show; everybody sees them rise. Some may be lost, none is counted twice. */
  "heart:send": { input: SendHearts, answer: z.object({}) },
  /** For measuring the offset between this clock and the server's. */
  "clock:read": { input: z.strictObject({}), answer: z.object({ now: Moment }) },
} as const;
export type Commands = {
  [C in keyof typeof commands]: {
    input: z.input<(typeof commands)[C]["input"]>;
    answer: z.infer<(typeof commands)[C]["answer"]>;
  };
};
export type CommandName = keyof Commands;

/** One schema a command, keyed so that the compiler follows a command to its answer. */
const answers: { [C in CommandName]: z.ZodType<Commands[C]["answer"]> } = {
  "show:join": commands["show:join"].answer,
  "show:leave": commands["show:leave"].answer,
  "chat:post": commands["chat:post"].answer,
  "question:upvote": commands["question:upvote"].answer,
  "poll:vote": commands["poll:vote"].answer,
  "giveaway:enter": commands["giveaway:enter"].answer,
  "heart:send": commands["heart:send"].answer,
  "clock:read": commands["clock:read"].answer,
};
const Answered = resultOf(z.unknown());

/** Reads what the hub acknowledged a command with. @throws ZodError when the contract does not know it */
export const parseAnswer = <C extends CommandName>(
  command: C,
  said: unknown,
): Result<Commands[C]["answer"]> => {
  const answer = Answered.parse(said);
  return answer.ok ? { ok: true, data: answers[command].parse(answer.data) } : answer;
};

/** Socket.IO's maps, for both ends. */
export type ClientToServer = {
  [C in CommandName]: (
    input: Commands[C]["input"],
    ack: (result: Result<Commands[C]["answer"]>) => void,
  ) => void;
};
export interface ServerToClient {
  show: (frame: readonly ShowEntry[]) => void;
  pulse: (pulse: Pulse) => void;
  person: <E extends keyof PersonEvents>(event: E, data: PersonEvents[E]) => void;
  team: <E extends keyof TeamEvents>(shopId: Id, event: E, data: TeamEvents[E]) => void;
  moderation: <E extends keyof ModerationEvents>(shopId: Id, event: E, data: ModerationEvents[E]) => void;
}
