import { firstSizes, type Show } from "@showdrop/shared";
import { useLanguage, useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { useDates } from "../../lib/time.ts";
import { Picture } from "../../ui/index.ts";
import { SaveButton } from "../follow/follow-buttons.tsx";
import { ReadyCheck } from "./moments/ready-check.tsx";

/** Longer than this is said as a date, not counted down. */
const COUNTDOWN_SECONDS = 24 * 3600;

/** Before the start: the poster and when it begins. The page turns live by itself. */
export const UpcomingShow = ({ show }: { show: Show }) => {
  const t = useTexts("watch");
  const { locale } = useLanguage();
  const { relative } = useDates();
  const now = useServerNow(1000);
  const seconds = secondsUntil(show.startsAt, now);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
  return (
    <div className="relative flex h-full w-full flex-col items-center justify-start bg-black pt-24 lg:justify-center lg:pt-0">
      {show.posterUrl && (
        <Picture
          url={show.posterUrl}
          alt=""
          sizes={firstSizes.show}
          eager
          className="absolute inset-0 h-full w-full object-cover opacity-45"
        />
      )}
      <div className="relative flex max-w-md flex-col items-center gap-3 px-6 text-center text-white [text-shadow:0_1px_4px_rgb(0_0_0/0.6)]">
        <h1 className="text-2xl font-bold text-balance">{show.title}</h1>
        {seconds === 0 ? (
          <p className="text-lg font-semibold">{t("startsSoon")}</p>
        ) : (
          <>
            {seconds < COUNTDOWN_SECONDS ? (
              <>
                <p className="text-sm font-medium text-white/85">{t("startsIn")}</p>
                <p role="timer" className="text-5xl font-bold tabular-nums">
                  {formatSeconds(seconds)}
                </p>
              </>
            ) : (
              <p className="text-3xl font-bold first-letter:uppercase">{relative(show.startsAt, now)}</p>
            )}
            <p className="font-medium">{date.format(new Date(show.startsAt))}</p>
          </>
        )}
        {show.status === "scheduled" && <SaveButton show={show} />}
        <ReadyCheck className="mt-2 w-full max-w-sm [text-shadow:none]" />
        {show.description && <p className="mt-2 line-clamp-4 text-white/85">{show.description}</p>}
      </div>
    </div>
  );
};
