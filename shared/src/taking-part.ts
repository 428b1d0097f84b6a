import { z } from "zod";
import { EntrantId } from "./giveaways.ts";
import { Id } from "./ids.ts";

/** What one person did in a show's questions, polls and giveaways; of nobody else's concern, so not in the log. */
export const MyPart = z.object({
  /** The questions in the queue that I voted for. */
  upvotes: z.array(Id),
  /** My answer in the newest poll. */
  vote: z.object({ pollId: Id, answer: z.int().nonnegative() }).nullable(),
  /** My entry in the newest giveaway. */
  entry: z.object({ giveawayId: Id, entrantId: EntrantId }).nullable(),
});
export type MyPart = z.infer<typeof MyPart>;

export const noPart: MyPart = { upvotes: [], vote: null, entry: null };

const upvoted = z.object({ did: z.literal("upvote"), showId: Id, questionId: Id, up: z.boolean() });
const voted = z.object({
  did: z.literal("vote"),
  showId: Id,
  pollId: Id,
  answer: z.int().nonnegative(),
});
const entered = z.object({
  did: z.literal("enter"),
  showId: Id,
  giveawayId: Id,
  entrantId: EntrantId,
});

/** One thing I did, as the page that did it is answered and my other pages are told. */
export const MyStep = z.discriminatedUnion("did", [upvoted, voted, entered]);
export type MyStep = z.infer<typeof MyStep>;

/** My part after one more step. */
export const withStep = (part: MyPart, step: MyStep): MyPart => {
  switch (step.did) {
    case "upvote": {
      const others = part.upvotes.filter((id) => id !== step.questionId);
      return { ...part, upvotes: step.up ? [...others, step.questionId] : others };
    }
    case "vote":
      return { ...part, vote: { pollId: step.pollId, answer: step.answer } };
    case "enter":
      return { ...part, entry: { giveawayId: step.giveawayId, entrantId: step.entrantId } };
  }
};
