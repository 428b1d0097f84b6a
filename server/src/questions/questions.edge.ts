import { refuse } from "@showdrop/shared";
import type { Handlers } from "../edge/call.ts";
import type { CommandHandlers } from "../edge/command.ts";
import { type AnswerQuestionDeps, answerQuestion, reopenQuestion } from "./answer-question.ts";
import { featureQuestion } from "./feature-question.ts";
import { type ListAnsweredDeps, listAnswered } from "./list-answered.ts";
import { type UpvoteQuestionDeps, upvoteQuestion } from "./upvote-question.ts";

type QuestionCalls = "featureQuestion" | "answerQuestion" | "reopenQuestion" | "listAnsweredQuestions";

export const questionsEdge = (
  deps: AnswerQuestionDeps & ListAnsweredDeps,
): Pick<Handlers, QuestionCalls> => ({
  featureQuestion: ({ viewer, params, body }) => featureQuestion(deps, viewer, params.showId, body),
  answerQuestion: ({ viewer, params }) => answerQuestion(deps, viewer, params),
  reopenQuestion: ({ viewer, params }) => reopenQuestion(deps, viewer, params),
  listAnsweredQuestions: ({ viewer, params }) => listAnswered(deps, viewer, params.showId),
});

export const questionCommands = (deps: UpvoteQuestionDeps): Pick<CommandHandlers, "question:upvote"> => ({
  "question:upvote": async ({ viewer, input }) =>
    viewer ? upvoteQuestion(deps, viewer, input) : refuse("SIGN_IN_REQUIRED"),
});
