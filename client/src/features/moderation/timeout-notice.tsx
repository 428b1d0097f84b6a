import { APPEAL_TIMEOUTS_OVER, type ShowSnapshot } from "@showdrop/shared";
import { Clock } from "lucide-react";
import { useState } from "react";
import { useTexts } from "../../i18n/index.ts";
import { formatSeconds, secondsUntil, useServerNow } from "../../lib/clock.ts";
import { Button, Dialog } from "../../ui/index.ts";
import { Standing } from "./standing.tsx";

const TICK_MS = 1000;

/** For how long I may not write, counted down; nothing where I may. */
export const TimeoutNotice = ({ show }: { show: ShowSnapshot }) =>
  show.timedOutUntil === null ? null : (
    <Counting until={show.timedOutUntil} shopId={show.show.shop.id} key={show.timedOutUntil} />
  );

const Counting = ({ until, shopId }: { until: string; shopId: string }) => {
  const t = useTexts("mods");
  const seconds = secondsUntil(until, useServerNow(TICK_MS));
  // As it was when it began to be shown: whether it is long enough to be appealed does not change while it runs.
  const [long] = useState(seconds > APPEAL_TIMEOUTS_OVER);
  const [reading, setReading] = useState(false);
  if (seconds === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md bg-warn-soft px-3 py-2 text-sm font-medium text-warn">
      <Clock size={16} aria-hidden className="shrink-0" />
      <p role="status" className="grow">
        {t("timedOut.text")}
      </p>
      <span role="timer" aria-label={t("timedOut.left")} className="font-bold tabular-nums">
        {formatSeconds(seconds)}
      </span>
      {long && (
        <Button size="sm" onClick={() => setReading(true)}>
          {t("timedOut.why")}
        </Button>
      )}
      {reading && (
        <Dialog open onClose={() => setReading(false)} title={t("timedOut.title")}>
          <Standing shopId={shopId} />
        </Dialog>
      )}
    </div>
  );
};
