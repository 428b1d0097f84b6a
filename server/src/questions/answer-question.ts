import { type AnsweredQuestion, ok, type Question, type Result, refuse } from "@showdrop/shared";
import type { ShowRecord } from "../shows/show.schema.ts";
import { type FeatureQuestionDeps, tellQuestion } from "./feature-question.ts";
import { toAnswered, toQuestion, viewQuestions } from "./question-view.ts";

export type AnswerQuestionDeps = FeatureQuestionDeps;

interface Which {
  showId: string;
  questionId: string;
}

const showFor = async (
  deps: AnswerQuestionDeps,
  viewer: { id: string },
  showId: string,
): Promise<Result<ShowRecord>> => {
  const show = await deps.shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  const role = await deps.requireRole(show.shopId, viewer, "chat:moderate");
  if (!role.ok) return role;
  return show.status === "ended" || show.status === "cancelled" ? refuse("SHOW_ENDED") : ok(show);
};

/**
 * Marks a question as answered: it leaves the queue and the video. Its answer's time is where whoever watches later finds
 * it: when the question went over the video, which is when it is read out; else this moment. Again it changes nothing.
 * Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_NOT_LIVE, SHOW_ENDED or QUESTION_GONE.
 */
export const answerQuestion = async (
  deps: AnswerQuestionDeps,
  viewer: { id: string },
  { showId, questionId }: Which,
): Promise<Result<AnsweredQuestion>> => {
  const { questions, clock } = deps;
  const show = await showFor(deps, viewer, showId);
  if (!show.ok) return show;
  const startedAt = show.data.startedAt?.getTime();
  if (startedAt === undefined) return refuse("SHOW_NOT_LIVE");
  const before = await questions.find(showId, questionId);
  if (!before) return refuse("QUESTION_GONE");
  const began = before.featuredAt?.getTime() ?? clock.now();
  const answered = await questions.answer(showId, questionId, Math.max(0, began - startedAt));
  const now = answered ?? (await questions.find(showId, questionId)) ?? before;
  const [view] = await viewQuestions(deps, showId, [now]);
  if (!view || now.status !== "answered") return refuse("QUESTION_GONE");
  // Told again too: whoever asks again may do so because the first attempt was cut off here.
  await tellQuestion(deps, now);
  return ok(toAnswered(view));
};

/** Puts an answered question back. Refuses with NOT_FOUND, NOT_ALLOWED, SHOW_ENDED or QUESTION_GONE. */
export const reopenQuestion = async (
  deps: AnswerQuestionDeps,
  viewer: { id: string },
  { showId, questionId }: Which,
): Promise<Result<Question>> => {
  const show = await showFor(deps, viewer, showId);
  if (!show.ok) return show;
  await deps.questions.reopen(showId, questionId);
  const now = await deps.questions.find(showId, questionId);
  const [view] = now ? await viewQuestions(deps, showId, [now]) : [];
  if (!now || !view) return refuse("QUESTION_GONE");
  await tellQuestion(deps, now);
  return ok(toQuestion(view));
};
