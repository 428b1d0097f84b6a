import { bad, type Check, type Finding, reasonOf, skipped } from "./check.ts";
import type { Settings } from "./settings.ts";

/** Called with each check's findings as they come. */
export type Tell = (name: string, findings: readonly Finding[]) => void;

/** Runs the checks in order; one whose ground is missing is skipped with the reason. */
export async function examine(
  checks: readonly Check[],
  settings: Settings,
  tell: Tell,
): Promise<Map<string, readonly Finding[]>> {
  const found = new Map<string, readonly Finding[]>();
  for (const check of checks) {
    const missing = check.after.find((name) => !isSound(found.get(name)));
    const findings = missing
      ? [skipped(`not looked at: first see to ${missing}`)]
      : await look(check, settings);
    found.set(check.name, findings);
    tell(check.name, findings);
  }
  return found;
}

const isSound = (findings: readonly Finding[] = []): boolean =>
  findings.every(({ mark }) => mark === "good" || mark === "note");

async function look(check: Check, settings: Settings): Promise<Finding[]> {
  try {
    return await check.look(settings);
  } catch (error) {
    return [bad(`could not be looked at: ${reasonOf(error)}`, "Try again; if it stays so, this is a bug.")];
  }
}
