import { byVotes, pairingRoutes, type Question, type ShowSnapshot } from "@showdrop/shared";
import { MessageCircleQuestion } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { useSend } from "../../lib/api.ts";
import { EmptyState, useToast } from "../../ui/index.ts";
import { QuestionRow } from "../questions/question-row.tsx";

/** The show's questions on a second screen: a helper puts them over the video and ticks them off, and votes for none. */
export const ScreenQuestions = ({ show }: { show: ShowSnapshot }) => {
  const t = useTexts("questions");
  const toast = useToast();
  const feature = useSend(pairingRoutes.featureOnScreen);
  const answer = useSend(pairingRoutes.answerOnScreen);
  const queue = show.questions.toSorted(
    (a, b) => Number(b.status === "featured") - Number(a.status === "featured") || byVotes(a, b),
  );
  if (queue.length === 0)
    return (
      <EmptyState icon={<MessageCircleQuestion aria-hidden />} title={t("empty")}>
        {t("emptyTeam")}
      </EmptyState>
    );
  const busy = feature.isPending ? feature.variables.body.questionId : answer.variables?.params.questionId;
  const acts = {
    busy: feature.isPending || answer.isPending ? (busy ?? null) : null,
    live: show.show.startedAt !== null,
    feature: (question: Question | null) =>
      feature.mutate({ body: { questionId: question?.id ?? null } }, { onError: toast.refusal }),
    answer: ({ id: questionId }: Question) =>
      answer.mutate({ params: { questionId } }, { onError: toast.refusal }),
  };
  return (
    <ul aria-label={t("title")} className="mx-auto flex max-w-2xl flex-col gap-2">
      {queue.map((question) => (
        <QuestionRow key={question.id} question={question} voted={null} onVote={() => {}} team={acts} />
      ))}
    </ul>
  );
};
