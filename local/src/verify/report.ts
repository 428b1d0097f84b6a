import { readFile } from "node:fs/promises";
import { z } from "zod";

/** What a step came to. A check (lint, types) counts as one. */
export type Counts = { passed: number; failed: number; skipped: number };

const vitest = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const playwright = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

/** Counts a vitest JSON report. A file that does not even load has no failed test, and is one failure. */
export function countVitest(report: unknown): Counts {
  const found = vitest.parse(report);
  const broken = found.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + broken.length,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

/** Counts a Playwright JSON report. A test that passed only on a second try is a failure: it can fail. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = playwright.parse(report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Reads a suite's report. Whatever keeps it from being a whole green report counts as a failure: no report, no
 * tests in it, or a runner that ended badly after all tests had passed.
 */
export async function readCounts(
  file: string,
  count: (report: unknown) => Counts,
  exitCode: number | null,
): Promise<Counts> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const counts = count(JSON.parse(text));
  const suspicious = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
  return suspicious ? { ...counts, failed: 1 } : counts;
}
