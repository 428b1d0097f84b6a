import { AnsweredQuestion, FeatureQuestion, Question } from "../questions.ts";
import { Done, ids, list, route } from "./parts.ts";

/** What a show's team does with its viewers' questions. Asking is chatting; voting is the command `question:upvote`. */
export const questionRoutes = {
  featureQuestion: route({
    method: "PUT",
    path: "/api/shows/:showId/featured-question",
    summary: "Show a question over the video for everybody, or take it down",
    access: "signed-in",
    params: ids("showId"),
    body: FeatureQuestion,
    answer: Done,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED", "QUESTION_GONE"],
  }),
  answerQuestion: route({
    method: "POST",
    path: "/api/shows/:showId/questions/:questionId/answer",
    summary: "Mark a question as answered: it leaves the queue, and the replay finds its answer",
    access: "signed-in",
    params: ids("showId", "questionId"),
    answer: AnsweredQuestion,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_NOT_LIVE", "SHOW_ENDED", "QUESTION_GONE"],
  }),
  reopenQuestion: route({
    method: "DELETE",
    path: "/api/shows/:showId/questions/:questionId/answer",
    summary: "Put a question that was marked as answered back into the queue",
    access: "signed-in",
    params: ids("showId", "questionId"),
    answer: Question,
    refusals: ["NOT_FOUND", "NOT_ALLOWED", "SHOW_ENDED", "QUESTION_GONE"],
  }),
  listAnsweredQuestions: route({
    method: "GET",
    path: "/api/shows/:showId/answered-questions",
    summary: "A show's answered questions, in the order of their answers",
    access: "public",
    params: ids("showId"),
    answer: list(AnsweredQuestion),
    refusals: ["NOT_FOUND", "BANNED"],
  }),
} as const;
