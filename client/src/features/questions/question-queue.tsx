import { byVotes, type Question, type ShowSnapshot } from "@showdrop/shared";
import { MessageCircleQuestion } from "lucide-react";
import { useNavigate } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { Button, EmptyState, Notice, useToast } from "../../ui/index.ts";
import type { FollowedShow } from "../watch/use-show.ts";
import { QuestionRow } from "./question-row.tsx";
import { type TeamActs, useQuestionActs } from "./use-question-acts.ts";

interface QueueProps {
  show: ShowSnapshot;
  takePart: FollowedShow["takePart"];
  team: TeamActs | null;
}

const Queue = ({ show, takePart, team }: QueueProps) => {
  const t = useTexts("questions");
  const toast = useToast();
  const { me } = useMe();
  const navigate = useNavigate();
  const vote = async ({ id }: Question, up: boolean) => {
    if (!me) return navigate(signInPath(`/shows/${show.show.id}`));
    const done = await takePart({ did: "upvote", questionId: id, up });
    if (!done.ok) toast.refusal(done.error);
  };
  // What is on screen stands first, where those who answer it look for it.
  const queue = show.questions.toSorted(
    (a, b) => Number(b.status === "featured") - Number(a.status === "featured") || byVotes(a, b),
  );
  if (queue.length === 0)
    return (
      <EmptyState icon={<MessageCircleQuestion aria-hidden />} title={t("empty")}>
        {team ? t("emptyTeam") : t("emptyText")}
      </EmptyState>
    );
  return (
    <ul aria-label={t("title")} className="flex flex-col gap-2">
      {queue.map((question) => (
        <QuestionRow
          key={question.id}
          question={question}
          voted={me === null && team ? null : show.mine.upvotes.includes(question.id)}
          onVote={(each, up) => void vote(each, up)}
          team={team}
        />
      ))}
    </ul>
  );
};

/** What viewers want to know, most wanted first; each may say so once. */
export const QuestionQueue = (props: Omit<QueueProps, "team">) => <Queue {...props} team={null} />;

/** The queue as a show's team has it: to put questions over the video, and to tick them off. */
export const TeamQuestions = (props: Omit<QueueProps, "team">) => {
  const t = useTexts("questions");
  const team = useQuestionActs(props.show);
  const { last } = team;
  return (
    <div className="flex flex-col gap-3">
      {last && !props.show.questions.some(({ id }) => id === last.id) && (
        <Notice
          tone="success"
          action={
            <Button size="sm" onClick={() => team.reopen(last)}>
              {t("undo")}
            </Button>
          }
        >
          <span className="line-clamp-1">{last.text}</span>
          <span className="block font-normal">{t("wasAnswered")}</span>
        </Notice>
      )}
      <Queue {...props} team={team} />
    </div>
  );
};
