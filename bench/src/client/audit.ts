import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { quietSwitches } from "@showdrop/local/browser.ts";
import { lastLines, run } from "@showdrop/local/kit/run.ts";
import { z } from "zod";

/** Milliseconds for one page: Lighthouse itself waits at most 45 s for a page to load. */
const TIMEOUT_MS = 180_000;

/** An element that an audit names. */
const Node = z.object({ selector: z.string().optional(), snippet: z.string().optional() });
const Item = z.looseObject({
  node: Node.optional(),
  url: z.string().optional(),
  resourceType: z.string().optional(),
  transferSize: z.number().optional(),
  subItems: z.unknown().optional(),
});
const Audit = z.object({
  id: z.string(),
  title: z.string(),
  /** From 0 to 1; null when it does not apply or only informs. */
  score: z.number().nullable(),
  scoreDisplayMode: z.string(),
  displayValue: z.string().optional(),
  numericValue: z.number().optional(),
  // Some have tables, whose rows are `items`; others are shaped in their own ways.
  details: z.looseObject({ items: z.unknown().optional() }).optional(),
});
const Category = z.object({
  score: z.number().nullable(),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
});

/** What is read of a Lighthouse report. */
const Report = z.object({
  runtimeError: z.object({ message: z.string() }).optional(),
  audits: z.record(z.string(), Audit),
  categories: z.object({ performance: Category, accessibility: Category, "best-practices": Category }),
});
export type Report = z.infer<typeof Report>;
export type Item = z.infer<typeof Item>;

/** The rows of an audit's table; those of another shape are left out. */
export const itemsOf = ({ audits }: Report, id: string): Item[] => {
  const items = audits[id]?.details?.items;
  return (Array.isArray(items) ? items : []).flatMap((item: unknown) => {
    const parsed = Item.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
};

const program = join(
  dirname(createRequire(import.meta.url).resolve("lighthouse/package.json")),
  "cli/index.js",
);

/**
 * One run of Lighthouse with its standard phone and network, in a Chromium of its own.
 * @param dir takes its report
 * @throws when the page cannot be judged
 */
export const audit = async (url: string, chromium: string, dir: string): Promise<Report> => {
  const file = join(dir, "lighthouse.json");
  const { code, output } = await run(
    process.execPath,
    [
      program,
      url,
      "--quiet",
      "--output=json",
      `--output-path=${file}`,
      "--only-categories=performance,accessibility,best-practices",
      `--chrome-flags=${["--headless=new", ...quietSwitches].join(" ")}`,
      "--no-enable-error-reporting",
    ],
    { env: { ...process.env, CHROME_PATH: chromium }, timeoutMillis: TIMEOUT_MS },
  );
  if (code !== 0) throw new Error(`Lighthouse failed at ${url}:\n${lastLines(output)}`);
  const report = Report.parse(JSON.parse(await readFile(file, "utf8")));
  if (report.runtimeError) throw new Error(`Lighthouse failed at ${url}: ${report.runtimeError.message}`);
  return report;
};
