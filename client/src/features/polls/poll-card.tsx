import { type Poll, RESULT_SECONDS, type ShowSnapshot } from "@showdrop/shared";
import { ChartBarBig, ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { classes, IconButton, useToast } from "../../ui/index.ts";
import type { FollowedShow } from "../watch/use-show.ts";
import { PollBars } from "./poll-bars.tsx";

interface PollCardProps {
  show: ShowSnapshot;
  takePart: FollowedShow["takePart"];
  overVideo: boolean;
}

/** Open, or closed so lately that its result is still to be seen. @param now milliseconds since 1970 */
export const isShown = ({ status, closedAt }: Poll, now: number): boolean =>
  status === "open" || (closedAt !== null && now - Date.parse(closedAt) < RESULT_SECONDS * 1000);

/** The poll of the moment, to vote in and to watch. */
export const PollCard = ({ show, takePart, overVideo }: PollCardProps) => {
  const now = useServerNow(1000);
  const { poll } = show;
  if (!poll || !isShown(poll, now)) return null;
  const mine = show.mine.vote?.pollId === poll.id ? show.mine.vote.answer : null;
  return <Card key={poll.id} {...{ poll, mine, now, takePart, overVideo }} />;
};

interface CardProps extends Omit<PollCardProps, "show"> {
  poll: Poll;
  mine: number | null;
  now: number;
}

const Card = ({ poll, mine, now, takePart, overVideo }: CardProps) => {
  const t = useTexts("polls");
  const toast = useToast();
  const { me } = useMe();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [folded, setFolded] = useState(false);
  const left = poll.closesAt === null ? null : secondsUntil(poll.closesAt, now);
  const open = poll.status === "open" && left !== 0;
  const vote = async (answer: number) => {
    if (!me) return navigate(signInPath(pathname));
    const done = await takePart({ did: "vote", pollId: poll.id, answer });
    if (!done.ok) return toast.refusal(done.error);
    // On a phone the video counts for more than the bars, once one has said what one thinks.
    if (overVideo) setFolded(true);
  };
  const votes = poll.counts.reduce((sum, count) => sum + count, 0);
  return (
    <section
      aria-label={t("title")}
      className={classes(
        "flex flex-col gap-2",
        overVideo
          ? "rounded-lg bg-black/65 py-2 pr-1 pl-3 text-white backdrop-blur-md"
          : "border-b border-line bg-surface px-4 py-3",
      )}
    >
      <div className="flex items-center gap-2">
        <ChartBarBig size={18} aria-hidden className="shrink-0" />
        <h2 className={classes("min-w-0 grow leading-snug font-semibold", folded && "truncate")}>
          {poll.question}
        </h2>
        {folded && (
          <span className="shrink-0 text-sm font-bold tabular-nums">{t("votes", { count: votes })}</span>
        )}
        <IconButton
          label={folded ? t("expand") : t("fold")}
          aria-expanded={!folded}
          icon={folded ? <ChevronDown size={18} aria-hidden /> : <ChevronUp size={18} aria-hidden />}
          onClick={() => setFolded(!folded)}
          className={classes("-my-1", overVideo && "text-white! hover:bg-white/15")}
        />
      </div>
      {!folded && (
        <div className={classes("flex flex-col gap-2", overVideo && "pr-2 pb-1")}>
          <PollBars {...{ poll, mine, overVideo }} onVote={open ? (answer) => void vote(answer) : null} />
          <p className={classes("text-sm tabular-nums", overVideo ? "text-white/85" : "text-muted")}>
            {t("votes", { count: votes })}
            {" · "}
            {open ? (left === null ? t("open") : t("closes", { time: formatSeconds(left) })) : t("closed")}
            {open && !me && ` · ${t("signIn")}`}
          </p>
        </div>
      )}
    </section>
  );
};
