import type { JobReport } from "@showdrop/shared";
import type { Logger } from "../kit/logger.ts";

export interface Job {
  name: JobReport["name"];
  /** Milliseconds from the end of one run to the start of the next. */
  everyMs: number;
  /** @param stopped aborted when the server stops: a run that takes long ends early then */
  run(stopped: AbortSignal): Promise<void>;
}

export interface Jobs {
  /**
   * Runs jobs again and again, each never twice at the same time in this process. A run that fails is logged and tried
   * again at its next turn. Other servers run the same jobs: a job must not mind.
   * @returns a function that stops them and waits for those under way.
   */
  start(jobs: readonly Job[]): () => Promise<void>;
  /** What was started here, and how the last runs went. */
  reports(): JobReport[];
}

/** What a server does again and again. @param doThem false on servers that leave the jobs to others: nothing is started there */
export const createJobs = (log: Logger, doThem = true): Jobs => {
  const reports = new Set<JobReport>();

  const start: Jobs["start"] = (jobs) => {
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
      const report: JobReport = { name, everyMs, lastRanAt: null, tookMs: 0, failures: 0 };
      reports.add(report);
      while (!stopped.signal.aborted) {
        const began = performance.now();
        try {
          await run(stopped.signal);
          report.failures = 0;
        } catch (error) {
          report.failures += 1;
          log.warn({ err: error, job: name }, "job failed; it is tried again");
        }
        report.lastRanAt = new Date().toISOString();
        report.tookMs = Math.round(performance.now() - began);
        // Jitter keeps several servers from working in step.
        await sleep(everyMs * (0.8 + 0.4 * Math.random()));
      }
      reports.delete(report);
    };
    const loops = doThem ? jobs.map(loop) : [];
    return async () => {
      stopped.abort();
      await Promise.all(loops);
    };
  };
  return { start, reports: () => [...reports].map((report) => ({ ...report })) };
};
