import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { countPlaywright, countVitest, readCounts } from "./report.ts";
import { summarise } from "./summary.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-"));
});
afterEach(() => rm(folder, { recursive: true }));

const vitestReport = (passed: number, files: Array<{ status: string; tests: string[] }> = []) => ({
  numPassedTests: passed,
  numFailedTests: files.flatMap((file) => file.tests).filter((status) => status === "failed").length,
  numPendingTests: 1,
  numTodoTests: 2,
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((status) => ({ status })),
  })),
});

it("counts what vitest reports, a file that does not load as one failure", () => {
  const report = vitestReport(4, [
    { status: "failed", tests: ["failed", "passed"] },
    { status: "failed", tests: [] },
    { status: "passed", tests: ["passed"] },
  ]);
  expect(countVitest(report)).toEqual({ passed: 4, failed: 2, skipped: 3 });
});

it("counts what Playwright reports, a flaky test as a failure", () => {
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 },
    errors: [{ message: "no browser" }],
  };
  expect(countPlaywright(report)).toEqual({ passed: 5, failed: 4, skipped: 3 });
});

it.each([
  { name: "no report", report: undefined, code: 1, failed: 1 },
  { name: "no tests", report: vitestReport(0), code: 0, failed: 1 },
  { name: "a runner that ends badly after its tests passed", report: vitestReport(3), code: 1, failed: 1 },
  { name: "a green suite", report: vitestReport(3), code: 0, failed: 0 },
])("judges $name", async ({ report, code, failed }) => {
  const file = join(folder, "report.json");
  if (report) await writeFile(file, JSON.stringify(report));
  expect((await readCounts(file, countVitest, code)).failed).toBe(failed);
});

it("ends its summary with the plain counts", () => {
  const text = summarise([
    { title: "Types", passed: 1, failed: 0, skipped: 0, seconds: 2.04 },
    { title: "Tests of server", passed: 120, failed: 3, skipped: 1, seconds: 31.5 },
  ]);
  expect(text.split("\n")).toEqual([
    "                   passed  failed  skipped  seconds",
    "✓ Types                 1       0        0      2.0",
    "✗ Tests of server     120       3        1     31.5",
    "",
    "121 passed, 3 failed",
  ]);
});
