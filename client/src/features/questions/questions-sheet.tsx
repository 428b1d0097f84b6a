import type { ShowSnapshot } from "@showdrop/shared";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { Sheet } from "../../ui/index.ts";
import type { FollowedShow } from "../watch/use-show.ts";
import { AskForm } from "./ask-form.tsx";
import { QuestionQueue, TeamQuestions } from "./question-queue.tsx";

interface QuestionsSheetProps {
  show: ShowSnapshot;
  acts: Pick<FollowedShow, "post" | "takePart">;
  onClose: () => void;
}

/** The questions of a show, to ask, to vote for, and for its team to answer. */
export const QuestionsSheet = ({ show, acts, onClose }: QuestionsSheetProps) => {
  const t = useTexts("questions");
  const { me } = useMe();
  const Queue = show.role === null ? QuestionQueue : TeamQuestions;
  return (
    <Sheet open onClose={onClose} title={t("title")} modal={false}>
      <div className="flex flex-col gap-4">
        {me && <AskForm post={acts.post} />}
        <Queue show={show} takePart={acts.takePart} />
      </div>
    </Sheet>
  );
};
