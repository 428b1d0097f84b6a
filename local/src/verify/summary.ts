import type { Counts, Findings } from "./report.ts";

/** One line of the summary. */
export type Outcome = Findings & { title: string; seconds: number };

/** Adds up all outcomes. */
export function total(outcomes: readonly Counts[]): Counts {
  return outcomes.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The end of npm test: a table, what failed, what passed only when tried again, and the line "N passed, N failed". */
export function summarise(outcomes: readonly Outcome[]): string {
  const sum = total(outcomes);
  const head = ["", "passed", "failed", "skipped", "seconds"];
  const rows = outcomes.map((one) => [
    `${one.failed > 0 ? "✗" : "✓"} ${one.title}`,
    `${one.passed}`,
    `${one.failed}`,
    `${one.skipped}`,
    one.seconds.toFixed(1),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  const list = (title: string, of: (one: Outcome) => readonly string[]) => {
    const found = outcomes.flatMap((one) =>
      of(one).map((text) => `  ${one.title}: ${text.replaceAll("\n", "\n    ")}`),
    );
    return found.length > 0 ? ["", title, ...found] : [];
  };
  return [
    line(head),
    ...rows.map(line),
    ...list("Failed:", ({ failures }) => failures),
    ...list("Passed only when tried again, look at them:", ({ flaky }) => flaky),
    "",
    `${sum.passed} passed, ${sum.failed} failed`,
  ].join("\n");
}
