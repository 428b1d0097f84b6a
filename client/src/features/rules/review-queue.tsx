import type { HeldMessage } from "@showdrop/shared";
import { Check, X } from "lucide-react";
import { useTexts } from "../../i18n/index.ts";
import { Badge, Button, Loading, RetryNotice } from "../../ui/index.ts";
import type { Review } from "./use-review.ts";

/** The lines that wait for the team, oldest first; each is posted or rejected by whoever of the team is first. */
export const ReviewQueue = ({ review }: { review: Review }) => {
  const t = useTexts("rules");
  const { waiting, refusal, retry, judge } = review;
  return (
    <section aria-label={t("review.title")} className="flex flex-col gap-2">
      <h2 className="flex items-center gap-2 text-sm font-semibold text-muted">
        {t("review.title")}
        {waiting && waiting.length > 0 && <Badge tone="warn">{waiting.length}</Badge>}
      </h2>
      <RetryNotice refusal={refusal} onRetry={retry} />
      {!waiting && !refusal && <Loading />}
      {waiting?.length === 0 && <p className="text-sm text-muted">{t("review.empty")}</p>}
      <ul className="flex flex-col gap-2">
        {waiting?.map((held) => (
          <Held
            key={held.message.id}
            held={held}
            onJudge={(judgement) => void judge(held.message.id, judgement)}
          />
        ))}
      </ul>
    </section>
  );
};

interface HeldProps {
  held: HeldMessage;
  onJudge: (judgement: "approve" | "reject") => void;
}

const Held = ({ held: { message, reason }, onJudge }: HeldProps) => {
  const t = useTexts("rules");
  const name = message.author.displayName;
  return (
    <li className="flex flex-col items-start gap-2 rounded-md border border-line p-3">
      <p className="text-[0.9375rem] leading-snug [overflow-wrap:anywhere]">
        <span className="font-semibold text-muted">{name}</span> {message.text}
      </p>
      <Badge tone="warn">{t(`review.because.${reason.rule}`, { found: reason.found })}</Badge>
      <div className="flex gap-2 self-end">
        <Button size="sm" aria-label={t("review.rejectOf", { name })} onClick={() => onJudge("reject")}>
          <X size={18} aria-hidden />
          {t("review.reject")}
        </Button>
        <Button
          size="sm"
          variant="primary"
          aria-label={t("review.approveOf", { name })}
          onClick={() => onJudge("approve")}
        >
          <Check size={18} aria-hidden />
          {t("review.approve")}
        </Button>
      </div>
    </li>
  );
};
