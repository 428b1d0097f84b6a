import { z } from "zod";
import { ChatMessage, PostMessage, SendHearts } from "./chat.ts";
import { EnterGiveaway } from "./giveaways.ts";
import { Id, Moment } from "./ids.ts";
import type { ScreenNews } from "./pairing.ts";
import type { PersonEvents } from "./person-events.ts";
import { VoteInPoll } from "./polls.ts";
import { UpvoteQuestion } from "./questions.ts";
import { type Result, resultOf } from "./result.ts";
import type { Pulse, ShowEntry } from "./show-events.ts";
import { ShowSnapshot } from "./show-snapshot.ts";
import { MyStep } from "./taking-part.ts";
import type { ModerationEvents, TeamEvents } from "./team-events.ts";
import { NoteOpened, Visit } from "./visits.ts";

/** What a client may ask of the hub, each with its answer. */
export const commands = {
  /** Enter a show: its events follow. Joining again gives a fresh snapshot. */
  "show:join": {
    input: z.strictObject({ showId: Id, visit: Visit.optional() }),
    answer: ShowSnapshot,
  },
  "show:leave": { input: z.strictObject({ showId: Id }), answer: z.object({}) },
  /** Says what was opened in a show that the socket is in: for the shop's report, and for nobody else. */
  "show:opened": { input: NoteOpened, answer: z.object({}) },
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
  "show:opened": commands["show:opened"].answer,
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
  screen: (news: ScreenNews) => void;
}
