import type { ShowSnapshot } from "@showdrop/shared";
import { MessageCircleQuestion } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useMe } from "../../lib/session.ts";
import { classes, Sheet } from "../../ui/index.ts";
import { GiveawayCard } from "../giveaways/giveaway-card.tsx";
import { PollCard } from "../polls/poll-card.tsx";
import { AskForm } from "../questions/ask-form.tsx";
import { QuestionQueue, TeamQuestions } from "../questions/question-queue.tsx";
import type { FollowedShow } from "../watch/use-show.ts";

interface InteractionsProps {
  show: ShowSnapshot;
  acts: Pick<FollowedShow, "post" | "takePart">;
  overVideo?: boolean;
}

/** What a show asks its viewers, and what they ask it: above the chat. */
export const Interactions = ({ show, acts, overVideo = false }: InteractionsProps) => {
  const shared = { show, takePart: acts.takePart, overVideo };
  return (
    <>
      <GiveawayCard {...shared} />
      <PollCard {...shared} />
      <Questions show={show} acts={acts} overVideo={overVideo} />
    </>
  );
};

const Questions = ({ show, acts, overVideo = false }: InteractionsProps) => {
  const t = useTexts("questions");
  const { me } = useMe();
  const [open, setOpen] = useState(false);
  const count = show.questions.length;
  const Queue = show.role === null ? QuestionQueue : TeamQuestions;
  return (
    <>
      <div className={classes(!overVideo && "border-b border-line px-4 py-2")}>
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(true)}
          className={classes(
            "relative flex h-9 w-fit items-center gap-1.5 rounded-full px-3.5 text-sm font-semibold after:absolute after:inset-x-0 after:-inset-y-1",
            overVideo
              ? "bg-black/45 text-white backdrop-blur-md"
              : "border border-line bg-surface text-ink hover:bg-raised",
          )}
        >
          <MessageCircleQuestion size={17} aria-hidden />
          {count === 0 ? t("title") : t("open", { count })}
        </button>
      </div>
      <Sheet open={open} onClose={() => setOpen(false)} title={t("title")} modal={false}>
        <div className="flex flex-col gap-4">
          {me && <AskForm post={acts.post} />}
          <Queue show={show} takePart={acts.takePart} />
        </div>
      </Sheet>
    </>
  );
};
