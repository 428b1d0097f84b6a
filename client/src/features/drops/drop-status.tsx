import { assertNever, type Drop } from "@showdrop/shared";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { formatSeconds } from "../../lib/clock.ts";
import { classes } from "../../ui/index.ts";
import { closesIn, type DropView, standsStill } from "./drop-view.ts";

/** From here on it is said once that a drop closes soon, in seconds: time enough to press a button by ear. */
const SOON = 60;

/** What is written below, and what is spoken because only the button shows it. */
const useWords = (
  view: DropView,
  closes: number | null,
  limit: number,
): { text?: string; spoken?: string } => {
  const t = useTexts("drops");
  switch (view.kind) {
    case "not-open":
      return view.lobby ? { text: t("fairStart") } : {};
    case "early":
      return { text: t(`early.${view.audience}`) };
    case "open":
      return { spoken: closes !== null && closes <= SOON ? t("lastMinute") : t("onSale") };
    case "queued": {
      const { place } = view.wait;
      if (!place) return { text: t("inDraw") };
      return { text: place.ahead === 0 ? t("nextInLine") : t("inLine", { count: place.ahead }) };
    }
    case "held":
      return { text: t(view.hold.offered ? "yourTurn" : "heldForYou") };
    case "paying":
      return { text: view.secondsLeft === 0 ? t("checkingPayment") : t("heldForYou") };
    case "paused":
      return { text: t("pausedByHand") };
    case "all-held":
      return { text: t("allHeld") };
    case "sold-out":
      return { spoken: t("soldOut") };
    case "closed":
      return { spoken: t("closed") };
    case "limit-reached":
      return { text: t("limitReached", { count: limit }) };
    default:
      return assertNever(view);
  }
};

interface DropStatusProps {
  view: DropView;
  drop: Drop;
  now: number;
  overVideo: boolean;
}

/** What cannot be read off the button. That it changed is announced for the whole page, once. */
export const DropStatus = ({ view, drop, now, overVideo }: DropStatusProps) => {
  const t = useTexts("drops");
  const { text, spoken } = useWords(view, closesIn(drop, now), drop.perCustomer);
  const still = standsStill(drop) && !drop.pausedByHand ? t("clockPaused") : undefined;
  const look = classes("text-sm font-medium", overVideo ? "text-white/90" : "text-muted");
  return (
    <div data-stands={view.kind} className={text || still ? undefined : "sr-only"}>
      {text && <p className={look}>{text}</p>}
      {still && <p className={look}>{still}</p>}
      <span className="sr-only">{spoken}</span>
    </div>
  );
};

/** How long a drop is still open, and that it was another time before. Read aloud where it is come upon, not second by second. */
export const Closing = ({ drop, now, overVideo }: Omit<DropStatusProps, "view">) => {
  const t = useTexts("drops");
  const { locale } = useLanguage();
  const seconds = closesIn(drop, now);
  const from = drop.moved?.from;
  return (
    <>
      {seconds !== null && (
        <p
          className={classes("text-sm font-medium tabular-nums", overVideo ? "text-white/90" : "text-muted")}
        >
          {t("closesIn", { time: formatSeconds(seconds) })}
        </p>
      )}
      {drop.moved && (
        <p className={classes("text-sm", overVideo ? "text-white/80" : "text-muted")}>
          {from
            ? t("movedFrom", {
                time: new Date(from).toLocaleTimeString(locale, { timeStyle: "medium" }),
              })
            : t("moved")}
        </p>
      )}
    </>
  );
};
