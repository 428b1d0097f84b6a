import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasCode } from "./kit/lock.ts";

/** The variables that the running parts were given, by name. */
export type Environment = Record<string, string>;

const fileIn = (dataDir: string): string => join(dataDir, "environment.json");

/** Notes what the platform on this data runs with, readable by its owner alone, until `forgetEnvironment`. */
export async function noteEnvironment(
  dataDir: string,
  variables: Record<string, string | undefined>,
): Promise<void> {
  await writeFile(fileIn(dataDir), `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 });
}

export async function forgetEnvironment(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

/** What the platform on this data runs with; undefined when none was started there, or it has stopped in order. */
export async function readEnvironment(dataDir: string): Promise<Environment | undefined> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(await readFile(fileIn(dataDir), "utf8")));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
