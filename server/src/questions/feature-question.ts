import { type FeatureQuestion, ok, type Result, refuse } from "@showdrop/shared";
import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../kit/clock.ts";
import { Unavailable } from "../kit/errors.ts";
import type { RequireRole } from "../shops/require-role.ts";
import type { ShowStore } from "../shows/shows.store.ts";
import { type QuestionViewDeps, toQuestion, viewQuestions } from "./question-view.ts";
import type { QuestionRecord, QuestionStore } from "./questions.store.ts";

/** How often another one's choice may come in between: more hosts do not choose at once. */
const MOST_TRIES = 10;

export interface FeatureQuestionDeps extends QuestionViewDeps {
  shows: Pick<ShowStore, "find">;
  questions: QuestionStore;
  hub: Hub;
  clock: Clock;
  requireRole: RequireRole;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** Tells everybody of a question as it is now; one whose message is gone left every page with it. */
export const tellQuestion = async (
  deps: QuestionViewDeps & Pick<FeatureQuestionDeps, "hub">,
  record: QuestionRecord,
): Promise<void> => {
  const [question] = await viewQuestions(deps, record.showId, [record]);
  if (question) await deps.hub.publish(record.showId, "question:changed", toQuestion(question));
};

/** Tells of the featured question; again when another one was chosen while that was told, so that the last word is true. */
const tellFeatured = async (deps: FeatureQuestionDeps, showId: string): Promise<void> => {
  let told: string | undefined;
  for (;;) {
    const now = await deps.questions.featured(showId);
    if (!now || now.id === told) return;
    await tellQuestion(deps, now);
    told = now.id;
  }
};

const putUp = async (
  { questions, clock }: FeatureQuestionDeps,
  showId: string,
  questionId: string,
): Promise<Result<null>> => {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if ((await questions.featured(showId))?.id === questionId) return ok(null);
    await questions.takeDown(showId);
    const featured = await questions.feature(showId, questionId, new Date(clock.now()));
    if (featured === null) {
      // Somebody else put up the same one just now, or it is in the queue no more.
      if ((await questions.featured(showId))?.id === questionId) return ok(null);
      return refuse("QUESTION_GONE");
    }
    if (featured !== "taken") return ok(null);
  }
  throw new Unavailable("the queue of questions");
};

/**
 * Shows a question over the video for everybody, in place of the one before, or takes it down.
 * Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_ENDED or QUESTION_GONE.
 */
export const featureQuestion = async (
  deps: FeatureQuestionDeps,
  viewer: { id: string },
  showId: string,
  { questionId }: FeatureQuestion,
): Promise<Result<{ done: true }>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  if (show.status === "ended" || show.status === "cancelled") return refuse("SHOW_ENDED");
  if (questionId === null) {
    const taken = await deps.questions.takeDown(showId);
    if (taken) await tellQuestion(deps, taken);
    return ok({ done: true });
  }
  const record = await deps.questions.find(showId, questionId);
  const [visible] = record ? await viewQuestions(deps, showId, [record]) : [];
  if (!visible || (await deps.isBanned(show.shopId, visible.author.id))) return refuse("QUESTION_GONE");
  const up = await putUp(deps, showId, questionId);
  if (!up.ok) return up;
  await tellFeatured(deps, showId);
  return ok({ done: true });
};
