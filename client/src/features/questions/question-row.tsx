import type { Question } from "@showdrop/shared";
import { Check, ChevronUp, MonitorUp, MonitorX } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { Badge, Button, classes } from "../../ui/index.ts";
import type { TeamActs } from "./use-question-acts.ts";

interface QuestionRowProps {
  question: Question;
  /** My vote stands; null where I cannot vote. */
  voted: boolean | null;
  onVote: (question: Question, up: boolean) => void;
  /** What the team can do; null for a mere viewer. */
  team: Pick<TeamActs, "feature" | "answer" | "busy" | "live"> | null;
}

/** One question of the queue: how many want to know it, and what the team does about it. */
export const QuestionRow = ({ question, voted, onVote, team }: QuestionRowProps) => {
  const t = useTexts("questions");
  const { id, text, votes, author, status } = question;
  const featured = status === "featured";
  return (
    <li
      className={classes(
        "flex flex-col gap-2 rounded-md border p-3",
        featured ? "border-accent bg-accent-soft" : "border-line bg-surface",
      )}
    >
      <div className="flex items-start gap-3">
        <button
          type="button"
          disabled={voted === null}
          aria-pressed={voted === true}
          onClick={() => onVote(question, !voted)}
          className={classes(
            "flex h-13 w-12 shrink-0 flex-col items-center justify-center rounded-sm border text-sm font-bold tabular-nums transition-colors",
            voted
              ? "border-accent bg-accent text-on-accent"
              : "border-line-strong/60 bg-surface text-ink enabled:hover:bg-raised",
          )}
        >
          <span className="sr-only">{`${t("upvote", { text })} (${t("votes", { count: votes })})`}</span>
          <ChevronUp size={18} aria-hidden />
          <span aria-hidden>{votes}</span>
        </button>
        <div className="min-w-0 grow">
          <p className="leading-snug font-semibold [overflow-wrap:anywhere]">{text}</p>
          <p className="mt-0.5 flex items-center justify-between gap-2 text-sm text-muted">
            <span className="truncate">{author.displayName}</span>
            {featured && <Badge tone="accent">{t("onScreen")}</Badge>}
          </p>
        </div>
      </div>
      {team && (
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            size="sm"
            busy={team.busy === id}
            aria-label={featured ? t("hideLabel", { text }) : t("showLabel", { text })}
            icon={featured ? <MonitorX size={16} aria-hidden /> : <MonitorUp size={16} aria-hidden />}
            onClick={() => team.feature(featured ? null : question)}
          >
            {featured ? t("hide") : t("show")}
          </Button>
          <Button
            size="sm"
            variant={featured ? "primary" : "secondary"}
            disabled={!team.live || team.busy === id}
            aria-label={t("answeredLabel", { text })}
            icon={<Check size={16} aria-hidden />}
            onClick={() => team.answer(question)}
          >
            {t("answered")}
          </Button>
        </div>
      )}
    </li>
  );
};
