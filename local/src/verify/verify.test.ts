import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { countPlaywright, countVitest, diedFiles, readFindings, withSecondTry } from "./report.ts";
import { summarise } from "./summary.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-"));
});
afterEach(() => rm(folder, { recursive: true }));

const vitestReport = (files: Array<{ status: string; message?: string; tests: string[] }>) => ({
  testResults: files.map(({ status, message = "it does not load\nat line 1", tests }, index) => ({
    name: `/project/file-${index}.test.ts`,
    status,
    message,
    assertionResults: tests.map((status) => ({
      status: status === "flaky" ? "passed" : status,
      fullName: "sells once",
      failureMessages:
        status === "failed" || status === "flaky" ? ["\u001b[31mexpected 1\u001b[39m\nat line 2"] : [],
    })),
  })),
});

it("reads what vitest reports, a file that does not load as one failure", () => {
  const report = vitestReport([
    { status: "failed", tests: ["failed", "passed"] },
    { status: "failed", tests: [] },
    { status: "passed", tests: ["passed", "flaky", "pending", "todo"] },
  ]);
  expect(diedFiles(report)).toEqual([]);
  expect(countVitest(report)).toEqual({
    ...{ passed: 3, failed: 2, skipped: 2, flaky: ["file-2.test.ts: sells once: expected 1"] },
    failures: [
      "file-0.test.ts: sells once: expected 1\nat line 2",
      "file-1.test.ts: it does not load\nat line 1",
    ],
  });
});

it("counts a file whose process ended midway as its second run says, and names it", () => {
  const report = vitestReport([
    { status: "passed", tests: ["passed", "passed"] },
    { status: "failed", message: "", tests: ["passed", "pending"] },
  ]);
  expect(diedFiles(report)).toEqual(["/project/file-1.test.ts"]);
  expect(countVitest(report)).toMatchObject({ failed: 1 });
  const flaky = ["file-1.test.ts: its process ended midway"];
  expect(withSecondTry(report, countVitest(vitestReport([{ status: "passed", tests: ["passed"] }])))).toEqual(
    {
      ...{ passed: 3, failed: 0, skipped: 0, failures: [], flaky },
    },
  );
  const second = countVitest(vitestReport([{ status: "failed", message: "", tests: ["pending"] }]));
  expect(withSecondTry(report, second)).toMatchObject({ passed: 2, failed: 1, flaky });
});

it("reads what Playwright reports, and names what passed only when tried again", () => {
  const one = (title: string, status: string, message?: string) => ({
    ...{ title, file: "journey.spec.ts", line: 7 },
    tests: [{ status, results: [{ error: message ? { message } : undefined }, {}] }],
  });
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 },
    errors: [{ message: "no browser" }],
    suites: [
      {
        specs: [one("signs up", "expected")],
        suites: [
          { specs: [one("pays", "unexpected", "not paid\nat line 3"), one("chats", "flaky", "no line")] },
        ],
      },
    ],
  };
  expect(countPlaywright(report)).toEqual({
    ...{ passed: 6, failed: 2, skipped: 3 },
    failures: ["journey.spec.ts:7: pays: not paid\nat line 3", "no browser"],
    flaky: ["journey.spec.ts:7: chats: no line"],
  });
});

it.each([
  { name: "no report", report: undefined, code: 1, failed: 1 },
  { name: "no tests", report: vitestReport([]), code: 0, failed: 1 },
  {
    name: "a runner that ends badly after its tests passed",
    report: vitestReport([{ status: "passed", tests: ["passed"] }]),
    code: 1,
    failed: 1,
  },
  {
    name: "a green suite",
    report: vitestReport([{ status: "passed", tests: ["passed"] }]),
    code: 0,
    failed: 0,
  },
])("judges $name", async ({ report, code, failed }) => {
  const file = join(folder, "report.json");
  if (report) await writeFile(file, JSON.stringify(report));
  expect((await readFindings(file, countVitest, code)).failed).toBe(failed);
});

it("ends its summary with what failed, what was flaky, and the plain counts", () => {
  const text = summarise([
    { title: "Types", passed: 1, failed: 0, skipped: 0, seconds: 2.04, failures: [], flaky: [] },
    {
      ...{ title: "Tests of server", passed: 120, failed: 1, skipped: 1, seconds: 31.5 },
      ...{ failures: ["holds.test.ts: sells once: expected 1\nat line 2"], flaky: ["a late line"] },
    },
  ]);
  expect(text.split("\n")).toEqual([
    "                   passed  failed  skipped  seconds",
    "✓ Types                 1       0        0      2.0",
    "✗ Tests of server     120       1        1     31.5",
    "",
    "Failed:",
    "  Tests of server: holds.test.ts: sells once: expected 1",
    "    at line 2",
    "",
    "Passed only when tried again, look at them:",
    "  Tests of server: a late line",
    "",
    "121 passed, 1 failed",
  ]);
});
