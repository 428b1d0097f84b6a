import type { Logger } from "../kit/logger.ts";

export interface Job {
  name: string;
  /** Milliseconds from the end of one run to the start of the next. */
  everyMs: number;
  /** @param stopped aborted when the server stops: a run that takes long ends early then */
  run(stopped: AbortSignal): Promise<void>;
}

/**
 * Runs jobs again and again, each never twice at the same time in this process. A run that fails is logged and tried
 * again at its next turn. Other servers run the same jobs: a job must not mind.
 * @returns a function that stops them and waits for those under way.
 */
export const startJobs = (jobs: readonly Job[], log: Logger): (() => Promise<void>) => {
  const stopped = new AbortController();
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        stopped.signal.removeEventListener("abort", done);
        resolve();
      }
      stopped.signal.addEventListener("abort", done);
    });

  const loop = async ({ name, everyMs, run }: Job): Promise<void> => {
    while (!stopped.signal.aborted) {
      try {
        await run(stopped.signal);
      } catch (error) {
        log.warn({ err: error, job: name }, "job failed; it is tried again");
      }
      // Jitter keeps several servers from working in step.
      await sleep(everyMs * (0.8 + 0.4 * Math.random()));
    }
  };
  const loops = jobs.map(loop);
  return async () => {
    stopped.abort();
    await Promise.all(loops);
  };
};
