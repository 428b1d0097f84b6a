import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { ensureChromium, ensureKoreanFont } from "../browser.ts";
import type { Log } from "../kit/log.ts";
import { root } from "../kit/paths.ts";
import {
  countPlaywright,
  countVitest,
  diedFiles,
  type Findings,
  oneFailure,
  readFindings,
  readReport,
  withSecondTry,
} from "./report.ts";

export type Step = {
  /** What --only selects by: "unit" takes all of unit:shared, unit:server, … */
  id: string;
  title: string;
  run: (context: StepContext) => Promise<Findings>;
};

export type StepContext = {
  /** A folder for reports, gone afterwards. */
  folder: string;
  log: Log;
};

/** Every step of npm test, the quickest to fail first. */
export const steps: readonly Step[] = [
  check("lock", "The lock file is complete", "node", ["scripts/check-lockfile.mjs"]),
  check("lint", "Lint, format and import directions", "biome", ["check", "."]),
  check("types", "Types", "tsc", ["--build"]),
  ...["shared", "local", "server", "media", "client"].map(unit),
  check("build", "The client builds", "turbo", ["run", "build", "--output-logs=new-only"]),
  check("bytes", "A show's page loads no more than it may", "node", ["bench/src/client/bundle.ts"]),
  {
    id: "e2e",
    title: "Journeys in a real browser",
    run: async ({ folder, log }) => {
      const chromium = await ensureChromium(log);
      await ensureKoreanFont(log);
      const file = join(folder, "e2e.json");
      const code = await show(
        "npm",
        ["run", "--silent", "e2e", "-w", "@showdrop/e2e", "--", "--reporter=list,json"],
        {
          CHROMIUM: chromium,
          PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        },
      );
      return readFindings(file, countPlaywright, code);
    },
  },
];

function check(id: string, title: string, command: string, args: string[]): Step {
  return {
    id,
    title,
    run: async () => {
      const code = await show(command, args);
      if (code !== 0) return oneFailure(`${[command, ...args].join(" ")} ended with ${code}`);
      return { passed: 1, failed: 0, skipped: 0, failures: [], flaky: [] };
    },
  };
}

function unit(workspace: string): Step {
  return {
    id: `unit:${workspace}`,
    title: `Tests of ${workspace}`,
    run: async ({ folder, log }) => {
      const file = join(folder, `${workspace}.json`);
      const code = await runVitest(workspace, file);
      const report = await readReport(file);
      const died = report !== undefined && process.env.CI ? diedFiles(report) : [];
      if (died.length === 0) return readFindings(file, countVitest, code);
      log(`\nA test process ended midway; once more: ${died.join(" ")}`);
      const again = join(folder, `${workspace}-again.json`);
      const codeAgain = await runVitest(workspace, again, died);
      return withSecondTry(report, await readFindings(again, countVitest, codeAgain));
    },
  };
}

/** @param files all of the workspace where none is given; @returns the exit code */
const runVitest = (workspace: string, report: string, files: readonly string[] = []) =>
  show("npm", [
    ...["run", "--silent", "test", "-w", `@showdrop/${workspace}`, "--", ...files],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  ]);

/** Runs a command of the project with its output on this terminal and answers its exit code. */
function show(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number | null> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", ...env },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
