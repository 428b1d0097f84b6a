import { SAMPLE_SECONDS } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { type Loop, startLoop } from "../kit/loop.ts";
import type { SampleStore } from "./samples.store.ts";

/** Milliseconds between two looks at the clock: how late a count may be. */
const LOOK_EVERY_MS = 500;
const STEP_MS = SAMPLE_SECONDS * 1000;

export interface SampleViewersDeps {
  samples: Pick<SampleStore, "add">;
  showsOnAir(): Promise<{ id: string; startedAt: Date | null }[]>;
  /** How many watch a show on all servers. @throws while nobody can say */
  watching(showId: string): Promise<number>;
  clock: Clock;
  log: Logger;
}

/** Counts the viewers of every show on the air when ten seconds are full. A count that fails is left out, not guessed. */
export const sampleViewers = (deps: SampleViewersDeps): Loop => {
  const { samples, showsOnAir, watching, clock, log } = deps;
  let counted = 0;
  const look = async (): Promise<void> => {
    const step = Math.floor(clock.now() / STEP_MS) * STEP_MS;
    if (step === counted) return;
    counted = step;
    for (const { id, startedAt } of await showsOnAir())
      if (startedAt && startedAt.getTime() <= step)
        await samples.add(id, { at: new Date(step), count: await watching(id) });
  };
  return startLoop(LOOK_EVERY_MS, look, (error) => log.debug({ err: error }, "viewers were not counted"));
};
