import { z } from "zod";
import { Id, Moment } from "./ids.ts";

export const POLL_ANSWERS = { least: 2, most: 4 } as const;
/** Seconds that a result stays on screen after the poll: long enough to be read out. */
export const RESULT_SECONDS = 20;

export const pollStatuses = ["open", "closed"] as const;
export const PollStatus = z.enum(pollStatuses);
export type PollStatus = z.infer<typeof PollStatus>;

export const Poll = z.object({
  id: Id,
  showId: Id,
  question: z.string(),
  answers: z.array(z.string()).min(POLL_ANSWERS.least).max(POLL_ANSWERS.most),
  /** Votes for each answer, in the answers' order. */
  counts: z.array(z.int().nonnegative()),
  status: PollStatus,
  openedAt: Moment,
  /** When it closes by itself; null for by hand. */
  closesAt: Moment.nullable(),
  closedAt: Moment.nullable(),
});
export type Poll = z.infer<typeof Poll>;

export const OpenPoll = z.strictObject({
  question: z
    .string()
    .trim()
    .min(1, "Please ask something.")
    .max(140, "A poll's question has at most 140 characters."),
  answers: z
    .array(
      z.string().trim().min(1, "Please fill in each answer.").max(60, "An answer has at most 60 characters."),
    )
    .min(POLL_ANSWERS.least, "A poll has at least two answers.")
    .max(POLL_ANSWERS.most, "A poll has at most four answers."),
  /** Seconds until it closes by itself; null for by hand. */
  seconds: z.int().min(10).max(3_600).nullable().default(null),
});
export type OpenPoll = z.infer<typeof OpenPoll>;

export const PollCounts = z.object({ pollId: Id, counts: z.array(z.int().nonnegative()) });
export type PollCounts = z.infer<typeof PollCounts>;

export const VoteInPoll = z.strictObject({
  showId: Id,
  pollId: Id,
  /** The answer's place, from 0. The newest vote of a person counts, until the poll closes. */
  answer: z
    .int()
    .min(0)
    .max(POLL_ANSWERS.most - 1),
});
export type VoteInPoll = z.infer<typeof VoteInPoll>;
