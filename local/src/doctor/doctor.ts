import { checks } from "./checks/index.ts";
import { examine } from "./examine.ts";
import { linesOf, redact, sumUp } from "./report.ts";
import { readSettings } from "./settings.ts";

/**
 * Looks at everything that Showdrop needs and says in words how it stands.
 * @param envFile a file of settings; the checkout's .env without one
 * @returns whether nothing is wrong
 * @throws Instruction when the settings cannot be read
 */
export async function runDoctor(
  env: NodeJS.ProcessEnv,
  envFile: string | undefined,
  print: (line: string) => void,
): Promise<boolean> {
  const settings = await readSettings(env, envFile);
  const show = (line: string) => print(redact(line, settings.hidden));
  show(`By ${settings.source}.\n`);
  const found = await examine(checks, settings, (name, findings) => linesOf(name, findings).forEach(show));
  const findings = [...found.values()].flat();
  show(`\n${sumUp(findings)}`);
  return findings.every(({ mark }) => mark !== "bad");
}
