import type { Finding, Mark } from "./check.ts";

const signs: Record<Mark, string> = { good: "✓", note: "!", bad: "✗", skipped: "–" };

/** Names are at most so long; what was found stands in a column behind them. */
const NAME_WIDTH = 12;

/** The lines that tell of one check: each finding, and below it what to do. */
export function linesOf(name: string, findings: readonly Finding[]): string[] {
  return findings.flatMap(({ mark, says, advice }, index) => [
    `${signs[mark]} ${(index === 0 ? name : "").padEnd(NAME_WIDTH)} ${says}`,
    ...(advice === undefined ? [] : [`${" ".repeat(NAME_WIDTH + 3)}→ ${advice}`]),
  ]);
}

/** The last line: how it stands in all. */
export function sumUp(findings: readonly Finding[]): string {
  const count = (mark: Mark) => findings.filter((finding) => finding.mark === mark).length;
  const [bad, notes, skipped] = [count("bad"), count("note"), count("skipped")];
  const rest = [
    ...(notes > 0 ? [`${notes} to know of`] : []),
    ...(skipped > 0 ? [`${skipped} not looked at`] : []),
  ];
  const verdict = bad === 0 ? "Nothing is wrong" : `${bad} ${bad === 1 ? "thing is" : "things are"} wrong`;
  return `${[verdict, ...rest].join(", ")}.`;
}

/** Replaces every secret, wherever it slipped in. */
export function redact(line: string, hidden: readonly string[]): string {
  return hidden.reduce((text, secret) => text.replaceAll(secret, "•••"), line);
}
