import { z } from "zod";
import { ChatMessage, PostMessage } from "./chat.ts";
import { Drop, DropStatus, DropStock, Hold } from "./drops.ts";
import { EnterGiveaway, Giveaway, GiveawayEntries, GiveawayWin } from "./giveaways.ts";
import { Id, Moment } from "./ids.ts";
import { Order } from "./orders.ts";
import { ShopRole } from "./people.ts";
import { Poll, PollCounts, VoteInPoll } from "./polls.ts";
import { Question, QuestionVotes, UpvoteQuestion } from "./questions.ts";
import { type Result, resultOf } from "./result.ts";
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

/** Volatile: the newest count replaces the last, none is kept. */
export const ViewerCount = z.object({ showId: Id, viewers: z.int().nonnegative() });
export type ViewerCount = z.infer<typeof ViewerCount>;

/** What is told to one person, on all their pages, or to a shop's owner and managers. */
export const personEvents = {
  "hold:changed": Hold,
  "order:changed": Order,
  /** They were banned from a shop, and are out of its shows from this moment. */
  "person:banned": z.object({ shopId: Id }),
  /** They are invited on stage. */
  "stage:invited": StageInvitation,
  /** Somebody else withdrew their invitation or took them off the stage. */
  "stage:removed": z.object({ showId: Id }),
  /** What they did in a show's questions, polls and giveaways, for their other pages. */
  "mine:step": MyStep,
  "giveaway:won": GiveawayWin,
  /** Their session ended: the page must ask them to sign in again. */
  "session:ended": z.object({}),
} as const;
export type PersonEvents = { [E in keyof typeof personEvents]: z.infer<(typeof personEvents)[E]> };

export const teamEvents = {
  "order:paid": Order,
} as const;
export type TeamEvents = { [E in keyof typeof teamEvents]: z.infer<(typeof teamEvents)[E]> };

const personNews = <E extends keyof PersonEvents>(event: E) =>
  z.tuple([z.literal(event), personEvents[event]]).transform(([name, data]) => ({ event: name, data }));

/** What arrives under `person`: the event's name and its data, as the arguments of the emit. */
export const PersonNews = z.union([
  personNews("hold:changed"),
  personNews("order:changed"),
  personNews("person:banned"),
  personNews("stage:invited"),
  personNews("stage:removed"),
  personNews("mine:step"),
  personNews("giveaway:won"),
  personNews("session:ended"),
]);
export type PersonNews = z.infer<typeof PersonNews>;

/** What arrives under `team`: the shop, the event's name and its data, as the arguments of the emit. */
export const TeamNews = z
  .tuple([Id, z.literal("order:paid"), teamEvents["order:paid"]])
  .transform(([shopId, event, data]) => ({ shopId, event, data }));
export type TeamNews = z.infer<typeof TeamNews>;

/** Everything a page needs to show a show, as of `seq`. */
export const ShowSnapshot = z.object({
  seq: z.int().nonnegative(),
  show: Show,
  pins: Pins,
  stage: Stage,
  drops: z.array(Drop),
  /** The last messages, oldest first. */
  messages: z.array(ChatMessage),
  /** The queue: open questions and the featured one, in the queue's order. */
  questions: z.array(Question),
  /** The newest poll, closed or not. */
  poll: Poll.nullable(),
  /** The newest giveaway, drawn or not. */
  giveaway: Giveaway.nullable(),
  viewers: z.int().nonnegative(),
  /** My role in the show's shop. */
  role: ShopRole.nullable(),
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
  show: (entry: ShowEntry) => void;
  viewers: (count: ViewerCount) => void;
  person: <E extends keyof PersonEvents>(event: E, data: PersonEvents[E]) => void;
  team: <E extends keyof TeamEvents>(shopId: Id, event: E, data: TeamEvents[E]) => void;
}
