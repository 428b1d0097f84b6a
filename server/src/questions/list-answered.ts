import { type AnsweredQuestion, ok, type Result, refuse } from "@showdrop/shared";
import type { ShowStore } from "../shows/shows.store.ts";
import { type QuestionViewDeps, toAnswered, viewQuestions } from "./question-view.ts";
import type { QuestionStore } from "./questions.store.ts";

export interface ListAnsweredDeps extends QuestionViewDeps {
  shows: Pick<ShowStore, "find">;
  questions: QuestionStore;
  isBanned(shopId: string, userId: string): Promise<boolean>;
  bannedIds(shopId: string): Promise<string[]>;
}

/** A show's answered questions in the order of their answers; what was taken out of chat is not among them. */
export const answeredIn = async (
  deps: Omit<ListAnsweredDeps, "shows" | "isBanned">,
  { id: showId, shopId }: { id: string; shopId: string },
): Promise<AnsweredQuestion[]> => {
  const records = await deps.questions.answered(showId, await deps.bannedIds(shopId));
  return (await viewQuestions(deps, showId, records)).map(toAnswered);
};

/** Refuses with NOT_FOUND or BANNED. */
export const listAnswered = async (
  deps: ListAnsweredDeps,
  viewer: { id: string } | null,
  showId: string,
): Promise<Result<{ items: AnsweredQuestion[] }>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (viewer && (await deps.isBanned(show.shopId, viewer.id))) return refuse("BANNED");
  return ok({ items: await answeredIn(deps, show) });
};
