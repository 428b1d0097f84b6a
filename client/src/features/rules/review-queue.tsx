import { type HeldMessage, routes } from "@showdrop/shared";
import { Check, X } from "lucide-react";
import { useEffect } from "react";
import { useTexts } from "../../i18n/index.ts";
import { useAnswer, useSend } from "../../lib/api.ts";
import { Badge, Button, Loading, RetryNotice, useToast } from "../../ui/index.ts";

interface QueueProps {
  showId: string;
  /** Counts the news: at each the list is read again. */
  news: number;
}

/** The lines that wait for the team, oldest first; each is posted or rejected by whoever of the team is first. */
export const ReviewQueue = ({ showId, news }: QueueProps) => {
  const t = useTexts("rules");
  const held = useAnswer(routes.listHeldMessages, { params: { showId } });
  const { refetch } = held;
  useEffect(() => {
    if (news > 0) void refetch();
  }, [news, refetch]);
  return (
    <section aria-label={t("review.title")} className="flex flex-col gap-2">
      <h2 className="flex items-center gap-2 text-sm font-semibold text-muted">
        {t("review.title")}
        {held.data && held.data.items.length > 0 && <Badge tone="warn">{held.data.items.length}</Badge>}
      </h2>
      <RetryNotice refusal={held.error} onRetry={held.refetch} />
      {held.isPending && <Loading />}
      {held.data?.items.length === 0 && <p className="text-sm text-muted">{t("review.empty")}</p>}
      <ul className="flex flex-col gap-2">
        {held.data?.items.map((item) => (
          <Held key={item.message.id} showId={showId} held={item} onJudged={() => void refetch()} />
        ))}
      </ul>
    </section>
  );
};

const Held = ({ showId, held, onJudged }: { showId: string; held: HeldMessage; onJudged: () => void }) => {
  const t = useTexts("rules");
  const toast = useToast();
  const send = useSend(routes.judgeMessage);
  const { message, reason } = held;
  const name = message.author.displayName;
  const judge = (judgement: "approve" | "reject") =>
    send.mutate(
      { params: { showId, messageId: message.id }, body: { judgement } },
      { onError: toast.refusal, onSettled: onJudged },
    );
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line p-3">
      <p className="text-[0.9375rem] leading-snug [overflow-wrap:anywhere]">
        <span className="font-semibold text-muted">{name}</span> {message.text}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone="warn">{t(`review.because.${reason.rule}`, { found: reason.found })}</Badge>
        <span className="grow" />
        <Button
          size="sm"
          busy={send.isPending}
          aria-label={t("review.rejectOf", { name })}
          onClick={() => judge("reject")}
        >
          <X size={18} aria-hidden />
          {t("review.reject")}
        </Button>
        <Button
          size="sm"
          variant="primary"
          busy={send.isPending}
          aria-label={t("review.approveOf", { name })}
          onClick={() => judge("approve")}
        >
          <Check size={18} aria-hidden />
          {t("review.approve")}
        </Button>
      </div>
    </li>
  );
};
