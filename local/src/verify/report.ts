import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

/** What a step came to. A check (lint, types) counts as one. */
export type Counts = { passed: number; failed: number; skipped: number };

/**
 * Counts with what failed: where, which test, and what was said of it; and with what passed only when it was tried again, a
 * line each with the error's first line.
 */
export type Findings = Counts & { failures: readonly string[]; flaky: readonly string[] };

const assertion = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.array(z.string()).nullish(),
});
const vitest = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(assertion),
    }),
  ),
});

const attempt = z.object({ error: z.object({ message: z.string().optional() }).optional() });
const spec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.int(),
  tests: z.array(z.object({ status: z.string(), results: z.array(attempt) })),
});
const suite = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional();
  },
});
type Suite = z.infer<typeof suite>;
const playwright = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.object({ message: z.string().optional() })),
  suites: z.array(suite),
});

/** Of a failure's message: what a property was falsified by, and with which seed, stands below the first line. */
const LINES = 60;

/** An error as a terminal shows it, without its colours. */
const linesOf = (message: string | undefined): string[] =>
  stripVTControlCharacters(message ?? "no message").split("\n");
const firstLine = (message: string | undefined): string => linesOf(message)[0] ?? "";
const whole = (message: string | undefined): string => linesOf(message).slice(0, LINES).join("\n");

type TestFile = z.infer<typeof vitest>["testResults"][number];

/** Its process ended midway, by a crash in a native library for one: vitest calls it failed, and can say of no test why. */
const died = ({ status, message, assertionResults }: TestFile): boolean =>
  status === "failed" && !message && assertionResults.every((test) => test.status !== "failed");

/** The files of a vitest JSON report whose process ended before they had a result. */
export const diedFiles = (report: unknown): string[] =>
  vitest
    .parse(report)
    .testResults.filter(died)
    .map(({ name }) => name);

/** A report whose died files were run once more, and what came of those: they count as their second run says, and are named. */
export function withSecondTry(first: unknown, second: Findings): Findings {
  const { testResults, ...rest } = vitest.parse(first);
  const judged = countVitest({ ...rest, testResults: testResults.filter((file) => !died(file)) });
  const tried = diedFiles(first).map((name) => `${basename(name)}: its process ended midway`);
  return {
    passed: judged.passed + second.passed,
    failed: judged.failed + second.failed,
    skipped: judged.skipped + second.skipped,
    failures: [...judged.failures, ...second.failures],
    flaky: [...judged.flaky, ...second.flaky, ...tried],
  };
}

/** Reads a vitest JSON report. A file that does not even load has no failed test, and is one failure. */
export function countVitest(report: unknown): Findings {
  const found = vitest.parse(report);
  const describe = (file: string, test: z.infer<typeof assertion>, said: typeof whole) =>
    `${basename(file)}: ${test.fullName}: ${said(test.failureMessages?.[0])}`;
  const failures = found.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && failed.length === 0)
      return [`${basename(name)}: ${whole(message || "its process ended midway")}`];
    return failed.map((test) => describe(name, test, whole));
  });
  // A first try that failed leaves its errors with a test that passed afterwards.
  const flaky = found.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === "passed" && failureMessages?.length)
      .map((test) => describe(name, test, firstLine)),
  );
  const all = found.testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = all.filter(({ status }) => status === "passed").length;
  const failed = all.filter(({ status }) => status === "failed").length;
  return {
    passed,
    failed: failures.length,
    skipped: all.length - passed - failed,
    failures,
    flaky,
  };
}

const specsOf = ({ specs, suites = [] }: Suite): z.infer<typeof spec>[] => [
  ...specs,
  ...suites.flatMap(specsOf),
];

/** Reads a Playwright JSON report. A test that passed when it was tried again is passed, and named. */
export function countPlaywright(report: unknown): Findings {
  const { stats, errors, suites } = playwright.parse(report);
  const named = (status: string, said: typeof whole) =>
    suites.flatMap(specsOf).flatMap(({ title, file, line, tests }) => {
      const test = tests.find((one) => one.status === status);
      const fault = test?.results.find(({ error }) => error)?.error?.message;
      return test ? [`${file}:${line}: ${title}: ${said(fault)}`] : [];
    });
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [...named("unexpected", whole), ...errors.map(({ message }) => whole(message))],
    flaky: named("flaky", firstLine),
  };
}

/**
 * Reads a suite's report. Whatever keeps it from being a whole green report counts as a failure: no report, no
 * tests in it, or a runner that ended badly after all tests had passed.
 */
export async function readFindings(
  file: string,
  read: (report: unknown) => Findings,
  exitCode: number | null,
): Promise<Findings> {
  const report = await readReport(file);
  if (report === undefined) return oneFailure("the suite ended without a report");
  const findings = read(report);
  const suspicious = findings.failed === 0 && (exitCode !== 0 || findings.passed === 0);
  if (!suspicious) return findings;
  return { ...findings, failed: 1, failures: [`no test failed, and the suite ended with ${exitCode}`] };
}

/** @returns undefined where the suite wrote none */
export async function readReport(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** A step that came to nothing but this. */
export const oneFailure = (why: string): Findings => ({
  ...{ passed: 0, failed: 1, skipped: 0 },
  failures: [why],
  flaky: [],
});
