import type { Giveaway, ShowSnapshot } from "@showdrop/shared";
import { CircleCheck, Gift, PartyPopper, X } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { signInPath } from "../../lib/paths.ts";
import { useMe } from "../../lib/session.ts";
import { Button, classes, IconButton, useToast } from "../../ui/index.ts";
import type { FollowedShow } from "../watch/use-show.ts";
import { noteCommit } from "./noted-commit.ts";

const ProofDialog = lazy(() => import("./proof-dialog.tsx").then((m) => ({ default: m.ProofDialog })));

/** Milliseconds that a result stays on screen for those who did not win: time to look it over and to check it. */
const RESULT_MS = 60_000;

interface GiveawayCardProps {
  show: ShowSnapshot;
  takePart: FollowedShow["takePart"];
  overVideo: boolean;
}

/** The giveaway of the moment: one tap to enter, then who won, and whether it went right. */
export const GiveawayCard = ({ show, takePart, overVideo }: GiveawayCardProps) => {
  const { giveaway } = show;
  const [away, setAway] = useState<string | null>(null);
  useEffect(() => {
    if (giveaway) noteCommit(giveaway);
  }, [giveaway]);
  if (!giveaway || giveaway.status === "cancelled" || away === giveaway.id) return null;
  const mine = show.mine.entry?.giveawayId === giveaway.id ? show.mine.entry.entrantId : null;
  return (
    <Card
      key={giveaway.id}
      {...{ giveaway, mine, takePart, overVideo }}
      onAway={() => setAway(giveaway.id)}
      team={show.role !== null}
    />
  );
};

interface CardProps extends Omit<GiveawayCardProps, "show"> {
  giveaway: Giveaway;
  mine: string | null;
  team: boolean;
  onAway: () => void;
}

const Card = ({ giveaway, mine, team, takePart, overVideo, onAway }: CardProps) => {
  const t = useTexts("giveaways");
  const now = useServerNow(1000);
  const [checking, setChecking] = useState(false);
  const { result, prize, status } = giveaway;
  const won = result?.winners.some(({ entrantId }) => entrantId === mine) ?? false;
  if (result && !won && !checking && now - Date.parse(result.drawnAt) > RESULT_MS) return null;
  const quiet = overVideo ? "text-white/85" : "text-muted";
  return (
    <section
      aria-label={t("title")}
      className={classes(
        "flex items-center gap-3",
        overVideo
          ? "rounded-lg bg-black/65 py-2.5 pr-2 pl-3 text-white backdrop-blur-md"
          : "border-b border-line bg-surface px-4 py-3",
        won && (overVideo ? "ring-2 ring-accent" : "bg-accent-soft!"),
      )}
    >
      {won ? (
        <PartyPopper size={22} aria-hidden className="shrink-0" />
      ) : (
        <Gift size={22} aria-hidden className="shrink-0" />
      )}
      <div aria-live="polite" className="min-w-0 grow">
        {result ? (
          <Result giveaway={giveaway} won={won} />
        ) : (
          <h2 className="line-clamp-2 leading-snug font-semibold">{prize}</h2>
        )}
        {result ? (
          <button
            type="button"
            onClick={() => setChecking(true)}
            className="relative mt-0.5 text-sm font-semibold underline underline-offset-4 after:absolute after:-inset-2.5"
          >
            {t("check")}
          </button>
        ) : (
          <p className={classes("text-sm tabular-nums", quiet)}>
            {t(`for.${giveaway.audience}`)} · {t("entered", { count: giveaway.entries })}
            {status === "open" &&
              giveaway.closesAt &&
              ` · ${t("drawsIn", { time: formatSeconds(secondsUntil(giveaway.closesAt, now)) })}`}
          </p>
        )}
      </div>
      {status === "open" && !team && <Enter {...{ giveaway, mine, takePart, overVideo }} />}
      {status === "drawing" && <p className={classes("shrink-0 text-sm", quiet)}>{t("drawing")}</p>}
      {result && (
        <IconButton
          label={t("dismiss")}
          icon={<X size={18} aria-hidden />}
          onClick={onAway}
          className={classes(overVideo && "text-white! hover:bg-white/15")}
        />
      )}
      {result && (
        <Suspense>
          {checking && (
            <ProofDialog open onClose={() => setChecking(false)} giveaway={giveaway} mine={mine} />
          )}
        </Suspense>
      )}
    </section>
  );
};

const Result = ({ giveaway: { result, prize }, won }: { giveaway: Giveaway; won: boolean }) => {
  const t = useTexts("giveaways");
  const names = result?.winners.map(({ person }) => person.displayName).join(", ");
  if (won) return <h2 className="leading-snug font-bold">{t("won", { prize })}</h2>;
  return (
    <>
      <h2 className="line-clamp-2 leading-snug font-semibold">
        {names ? t("winners", { names }) : t("nobody")}
      </h2>
      <p className="truncate text-sm">{prize}</p>
    </>
  );
};

const Enter = ({
  giveaway,
  mine,
  takePart,
  overVideo,
}: Pick<CardProps, "giveaway" | "mine" | "takePart" | "overVideo">) => {
  const t = useTexts("giveaways");
  const toast = useToast();
  const { me } = useMe();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [busy, setBusy] = useState(false);
  if (mine)
    return (
      <p
        role="status"
        className={classes(
          "flex shrink-0 items-center gap-1.5 text-sm font-semibold",
          !overVideo && "text-success",
        )}
      >
        <CircleCheck size={18} aria-hidden />
        {t("in")}
      </p>
    );
  const enter = async () => {
    if (!me) return navigate(signInPath(pathname));
    setBusy(true);
    const done = await takePart({ did: "enter", giveawayId: giveaway.id });
    setBusy(false);
    if (!done.ok) toast.refusal(done.error);
  };
  return (
    <Button
      variant="primary"
      busy={busy}
      aria-label={me ? t("enterLabel", { prize: giveaway.prize }) : t("signIn")}
      onClick={() => void enter()}
    >
      {t("enter")}
    </Button>
  );
};
