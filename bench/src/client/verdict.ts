import { quantile } from "../quantiles.ts";
import { type Item, itemsOf, type Report } from "./audit.ts";

/** The numbers of one page: scores from 0 to 100, times in ms, and the kilobytes of scripts that came over the wire. */
type Numbers = {
  performance: number;
  accessibility: number;
  bestPractices: number;
  firstContentfulPaint: number;
  largestContentfulPaint: number;
  layoutShift: number;
  blocking: number;
  scriptKilobytes: number;
};

/** A page, the median of each number, and the report of the run whose performance is the median. */
export type Verdict = { name: string; numbers: Numbers; report: Report };

const hundredths = (score: number | null): number => Math.round((score ?? 0) * 100);
const numberOf = ({ audits }: Report, id: string): number => audits[id]?.numericValue ?? Number.NaN;

const numbersOf = (report: Report): Numbers => ({
  performance: hundredths(report.categories.performance.score),
  accessibility: hundredths(report.categories.accessibility.score),
  bestPractices: hundredths(report.categories["best-practices"].score),
  firstContentfulPaint: numberOf(report, "first-contentful-paint"),
  largestContentfulPaint: numberOf(report, "largest-contentful-paint"),
  layoutShift: numberOf(report, "cumulative-layout-shift"),
  blocking: numberOf(report, "total-blocking-time"),
  scriptKilobytes:
    itemsOf(report, "network-requests")
      .filter(({ resourceType }) => resourceType === "Script")
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0) / 1000,
});

/** What several runs on one page say together. */
export const medianOf = (name: string, reports: readonly Report[]): Verdict => {
  const all = reports.map((report) => ({ report, numbers: numbersOf(report) }));
  const middle = (key: keyof Numbers) =>
    quantile(
      all.map(({ numbers }) => numbers[key]),
      0.5,
    );
  const performance = middle("performance");
  const median = all.find(({ numbers }) => numbers.performance === performance);
  if (!median) throw new RangeError("a median needs a run");
  return {
    name,
    report: median.report,
    numbers: {
      performance,
      accessibility: middle("accessibility"),
      bestPractices: middle("bestPractices"),
      firstContentfulPaint: middle("firstContentfulPaint"),
      largestContentfulPaint: middle("largestContentfulPaint"),
      layoutShift: middle("layoutShift"),
      blocking: middle("blocking"),
      scriptKilobytes: middle("scriptKilobytes"),
    },
  };
};

const columns: [string, (numbers: Numbers) => string][] = [
  ["performance", ({ performance }) => `${performance}`],
  ["accessibility", ({ accessibility }) => `${accessibility}`],
  ["best practices", ({ bestPractices }) => `${bestPractices}`],
  ["FCP", ({ firstContentfulPaint }) => `${firstContentfulPaint.toFixed(0)} ms`],
  ["LCP", ({ largestContentfulPaint }) => `${largestContentfulPaint.toFixed(0)} ms`],
  ["CLS", ({ layoutShift }) => layoutShift.toFixed(3)],
  ["TBT", ({ blocking }) => `${blocking.toFixed(0)} ms`],
  ["scripts", ({ scriptKilobytes }) => `${scriptKilobytes.toFixed(0)} kB`],
];

/** One line a page. */
export const tableOf = (verdicts: readonly Verdict[]): string => {
  const row = (cells: string[]) =>
    cells
      .map((cell) => cell.padEnd(16))
      .join("")
      .trimEnd();
  return [
    row(["", ...columns.map(([title]) => title)]),
    ...verdicts.map(({ name, numbers }) => row([name, ...columns.map(([, cell]) => cell(numbers))])),
  ].join("\n");
};

/** Rows shown of one audit: the largest come first. */
const MOST_ROWS = 6;

const describeItem = ({ node, url, wastedBytes, wastedMs }: Item): string =>
  [
    node?.selector,
    node?.snippet,
    url,
    typeof wastedBytes === "number" ? `${(wastedBytes / 1000).toFixed(0)} kB too many` : "",
    typeof wastedMs === "number" ? `${wastedMs.toFixed(0)} ms lost` : "",
  ]
    .filter(Boolean)
    .join("  ");

/** The audits of a page that do not pass, with the elements and files that they name. */
export const describeFailures = ({ name, report }: Verdict): string => {
  const refs = Object.values(report.categories).flatMap(({ auditRefs }) => auditRefs);
  const failed = [...new Set(refs.map(({ id }) => id))].flatMap((id) => {
    const audit = report.audits[id];
    return audit && audit.score !== null && audit.score < 0.9 ? [audit] : [];
  });
  const lines = failed.flatMap(({ id, title, score, displayValue = "" }) => [
    `  ${id} (${hundredths(score)}): ${title} ${displayValue}`,
    ...itemsOf(report, id)
      .map(describeItem)
      .filter((text) => text !== "")
      .slice(0, MOST_ROWS)
      .map((text) => `      ${text}`),
  ]);
  return [`\n${name}: ${failed.length === 0 ? "nothing fails" : "what fails"}`, ...lines].join("\n");
};
