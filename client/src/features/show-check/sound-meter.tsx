import { classes } from "../../ui/index.ts";
import type { Loudness } from "./sound.ts";

/** The meter's left end, in dBFS: below this a room is quiet. */
const LOWEST_DBFS = -60;
/** Where the bar turns red: the next step is cut off. */
const TOO_LOUD_DBFS = -1;

const within = (dbfs: number): number => Math.min(0, Math.max(LOWEST_DBFS, dbfs));
const share = (dbfs: number): string => `${(1 - within(dbfs) / LOWEST_DBFS) * 100}%`;

/** How loud the microphone is now; the small mark is the loudest moment. Read on request, never announced. */
export const SoundMeter = ({ label, now }: { label: string; now: Loudness }) => {
  const level = Math.round(within(now.rms));
  return (
    <div className="relative flex items-center gap-3 text-sm text-muted">
      <span aria-hidden>{label}</span>
      <meter
        min={LOWEST_DBFS}
        max={0}
        value={level}
        aria-label={label}
        aria-valuetext={`${level} dBFS`}
        className="sr-only"
      />
      <span aria-hidden className="relative h-2 grow overflow-hidden rounded-full bg-sunken">
        <span
          className={classes(
            "block h-full rounded-full",
            now.peak >= TOO_LOUD_DBFS ? "bg-danger" : "bg-success",
          )}
          style={{ width: share(now.rms) }}
        />
        {now.peak > LOWEST_DBFS && (
          <span className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: share(now.peak) }} />
        )}
      </span>
    </div>
  );
};
