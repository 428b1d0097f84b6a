import type { Job } from "../jobs/jobs.ts";

/** Things that are looked through at once. */
const AT_ONCE = 200;
/** What is missing came from before there was a search, or from a write that was cut off: seldom. */
const EVERY_MS = 6 * 3_600_000;

interface Source {
  /** Enters those of the next things after an id that are not entered. @returns the last one's id; null after the last */
  enterMissing(after: string | null, limit: number): Promise<string | null>;
}

/** Lets the search find what was there before it. */
export const fillFindables = (sources: readonly Source[]): Job => ({
  name: "search",
  everyMs: EVERY_MS,
  async run(stopped) {
    for (const source of sources) {
      let after: string | null = null;
      do after = await source.enterMissing(after, AT_ONCE);
      while (after !== null && !stopped.aborted);
    }
  },
});
