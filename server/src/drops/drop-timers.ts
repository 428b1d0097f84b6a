import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";

/** Milliseconds ahead that a timer is set: more than two sweeps, so that none is missed between them. */
const AHEAD_MS = 1_500;

interface DropTimersDeps {
  attend(dropId: string): Promise<void>;
  clock: Clock;
  log: Logger;
}

export type DropTimers = ReturnType<typeof createDropTimers>;

/**
 * Opens and closes drops on their time, and not at the next sweep after it. Redis admits by its own clock; these timers see
 * to it that everybody is told then. Each server has its own; what they do happens once.
 */
export const createDropTimers = ({ attend, clock, log }: DropTimersDeps) => {
  const timers = new Map<string, { at: number; timer: NodeJS.Timeout }>();

  const drop = (dropId: string): void => {
    clearTimeout(timers.get(dropId)?.timer);
    timers.delete(dropId);
  };

  return {
    /** The drop's next moment is `at` (milliseconds since 1970), or null: it has none. Too far ahead, it is named again. */
    expect(dropId: string, at: number | null): void {
      if (timers.get(dropId)?.at === at) return;
      drop(dropId);
      const wait = at === null ? null : at - clock.now();
      if (at === null || wait === null || wait > AHEAD_MS) return;
      const timer = setTimeout(
        () => {
          timers.delete(dropId);
          attend(dropId).catch((error: unknown) =>
            log.warn({ err: error, dropId }, "left for the next sweep"),
          );
        },
        Math.max(0, wait),
      );
      timers.set(dropId, { at, timer });
    },

    close(): void {
      for (const dropId of [...timers.keys()]) drop(dropId);
    },
  };
};
