// The second half of npm test: every step in turn, also after one has failed, and a summary of all.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describeError, Instruction } from "../kit/instruction.ts";
import type { Log } from "../kit/log.ts";
import { oneFailure } from "./report.ts";
import { type Step, steps } from "./steps.ts";
import { type Outcome, summarise, total } from "./summary.ts";

const log: Log = (line) => void process.stdout.write(`${line}\n`);

/** The steps that "--only unit,lint" or "--only unit:server" names; all without it. */
function selectSteps(args: string[]): readonly Step[] {
  const only = readOnly(args);
  if (only === undefined) return steps;
  const names = only.split(",");
  const matches = (step: Step, name: string) => step.id === name || step.id.startsWith(`${name}:`);
  const unknown = names.find((name) => !steps.some((step) => matches(step, name)));
  if (unknown !== undefined) {
    throw new Instruction(
      `There is no step "${unknown}". The steps: ${steps.map((step) => step.id).join(", ")}`,
    );
  }
  return steps.filter((step) => names.some((name) => matches(step, name)));
}

function readOnly(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { only: { type: "string" } } }).values.only;
  } catch (error) {
    throw new Instruction(
      `${error instanceof Error ? error.message : error}\nusage: npm test [-- --only STEP,STEP]`,
    );
  }
}

async function runStep(step: Step, folder: string): Promise<Outcome> {
  log(`\n── ${step.title} (${step.id})`);
  const began = performance.now();
  const findings = await step.run({ folder, log }).catch((error: unknown) => {
    const why = describeError(error);
    log(why);
    return oneFailure(why);
  });
  return { title: step.title, ...findings, seconds: (performance.now() - began) / 1000 };
}

async function main(): Promise<void> {
  const selected = selectSteps(process.argv.slice(2));
  const folder = await mkdtemp(join(tmpdir(), "showdrop-test-"));
  const outcomes: Outcome[] = [];
  try {
    for (const step of selected) outcomes.push(await runStep(step, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  log(`\n${summarise(outcomes)}`);
  const { passed, failed } = total(outcomes);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  log(describeError(error));
  process.exitCode = 1;
}
