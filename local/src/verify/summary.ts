import type { Counts } from "./report.ts";

/** One line of the summary. */
export type Outcome = Counts & { title: string; seconds: number };

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

/** The table at the end of npm test; its last line is always "N passed, N failed". */
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
  return [line(head), ...rows.map(line), "", `${sum.passed} passed, ${sum.failed} failed`].join("\n");
}
