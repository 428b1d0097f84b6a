import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Person } from "./people.ts";

/** `featured`: it lies over the video now. `answered`: it left the queue. */
export const questionStatuses = ["open", "featured", "answered"] as const;
export const QuestionStatus = z.enum(questionStatuses);
export type QuestionStatus = z.infer<typeof QuestionStatus>;

/** A chat message that wants an answer. Its id is the message's: it stays in chat, and leaves the queue with it. */
export const Question = z.object({
  id: Id,
  showId: Id,
  author: Person,
  text: z.string(),
  at: Moment,
  votes: z.int().nonnegative(),
  status: QuestionStatus,
});
export type Question = z.infer<typeof Question>;

/** Questions in a snapshot, those with the most votes: nobody scrolls further, and no host answers more. */
export const MAX_QUEUE = 100;

/** The order of the queue: most votes first, of those the one that waits longest. */
export const byVotes = (a: Question, b: Question): number =>
  b.votes - a.votes || a.at.localeCompare(b.at) || a.id.localeCompare(b.id);

export const QuestionVotes = z.object({ questionId: Id, votes: z.int().nonnegative() });
export type QuestionVotes = z.infer<typeof QuestionVotes>;

export const FeatureQuestion = z.strictObject({
  /** Null takes down what lies over the video. */
  questionId: Id.nullable(),
});
export type FeatureQuestion = z.infer<typeof FeatureQuestion>;

/** An answered question, for whoever looks for its answer. */
export const AnsweredQuestion = Question.extend({
  /** Milliseconds from the show's start to the beginning of its answer. */
  answeredMs: z.int().nonnegative(),
});
export type AnsweredQuestion = z.infer<typeof AnsweredQuestion>;

export const UpvoteQuestion = z.strictObject({
  showId: Id,
  questionId: Id,
  /** Whether my vote stands from now on. Said again, nothing changes. */
  up: z.boolean(),
});
export type UpvoteQuestion = z.infer<typeof UpvoteQuestion>;

/** What may stand before a question mark at a message's beginning, and behind one at its end, without changing it. */
const TRIMMING = /[\s.,!~…·"'“”‘’«»()[\]{}♡♥]|\p{Extended_Pictographic}|\p{Emoji_Component}|[ㄱ-ㅎㅏ-ㅣ]/u;
const MARKS = "[?？¿؟⁇⁈⁉‽❓❔]";
const BEGINS = new RegExp(`^${MARKS}`, "u");
const ENDS = new RegExp(`${MARKS}(?:${TRIMMING.source}|${MARKS})*$`, "u");
const WORDS = /[\p{L}\p{N}]/u;

/**
 * Whether a message asks something: it begins or ends with a question mark, however a keyboard writes it, and says
 * something besides. What people put behind one (`?!`, `?ㅋㅋ`, `?🙏`) does not hide it.
 */
export const isQuestion = (text: string): boolean => {
  const said = text.trim();
  return WORDS.test(said.replaceAll(/[ㄱ-ㅎㅏ-ㅣ]/gu, "")) && (BEGINS.test(said) || ENDS.test(said));
};
