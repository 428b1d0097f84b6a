import { type Question, questionRoutes, type ShowSnapshot } from "@showdrop/shared";
import { useState } from "react";
import { call } from "../../lib/api.ts";
import { useToast } from "../../ui/index.ts";

/** What a show's team does with a question. */
export interface TeamActs {
  /** Puts a question over the video; null takes down what is there. */
  feature: (question: Question | null) => void;
  answer: (question: Question) => void;
  /** The question that something is being done with. */
  busy: string | null;
  /** Before a show nothing can be answered in it. */
  live: boolean;
  /** What was marked as answered last, and may be put back. */
  last: Question | null;
  reopen: (question: Question) => void;
}

export const useQuestionActs = ({ show }: ShowSnapshot): TeamActs => {
  const toast = useToast();
  const [busy, setBusy] = useState<string | null>(null);
  const [last, setLast] = useState<Question | null>(null);
  const showId = show.id;

  return {
    busy,
    live: show.startedAt !== null,
    last,
    async feature(question) {
      setBusy(question?.id ?? null);
      const body = { questionId: question?.id ?? null };
      const done = await call(questionRoutes.featureQuestion, { params: { showId }, body });
      setBusy(null);
      if (!done.ok) toast.refusal(done.error);
    },
    async answer(question) {
      setBusy(question.id);
      const done = await call(questionRoutes.answerQuestion, { params: { showId, questionId: question.id } });
      setBusy(null);
      if (done.ok) setLast(question);
      else toast.refusal(done.error);
    },
    async reopen({ id: questionId }) {
      const done = await call(questionRoutes.reopenQuestion, { params: { showId, questionId } });
      if (done.ok) setLast(null);
      else toast.refusal(done.error);
    },
  };
};
