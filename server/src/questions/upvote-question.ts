import { type MyStep, ok, type Result, refuse, type UpvoteQuestion } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Untold } from "../kit/untold.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import type { QuestionStore } from "./questions.store.ts";

export interface UpvoteQuestionDeps {
  shows: Pick<ShowStore, "find">;
  questions: QuestionStore;
  untold: Untold;
  hub: Hub;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/**
 * Adds a person's vote for a question, or takes it back. Those who may not write in chat may vote. Refuses with NOT_FOUND,
 * BANNED, SHOW_ENDED or QUESTION_GONE.
 */
export const upvoteQuestion = async (
  { shows, questions, untold, hub, isBanned }: UpvoteQuestionDeps,
  viewer: { id: string },
  { showId, questionId, up }: UpvoteQuestion,
): Promise<Result<MyStep>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (await isBanned(show.shopId, viewer.id)) return refuse("BANNED");
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  const question = await questions.find(showId, questionId);
  if (!question || question.status === "answered") return refuse("QUESTION_GONE");
  await questions.vote({ showId, questionId, up }, viewer.id);
  await untold.mark(showId, "question", questionId);
  const step = { did: "upvote", showId, questionId, up } as const;
  hub.toPerson(viewer.id, "mine:step", step);
  return ok(step);
};
