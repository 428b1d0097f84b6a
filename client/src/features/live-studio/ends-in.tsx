import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";

/** How long a paused show still waits for a picture. */
export const EndsIn = ({ at }: { at: string }) => {
  const t = useTexts("liveStudio");
  const now = useServerNow(1000);
  return (
    <p role="timer" className="text-sm font-medium tabular-nums">
      {t("endsIn", { time: formatSeconds(secondsUntil(at, now)) })}
    </p>
  );
};
