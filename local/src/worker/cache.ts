import { createHash, randomUUID } from "node:crypto";
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isWorker } from "./probe.ts";

/** The worker's place in the cache: one for each mediasoup version and kind of machine. */
export function cachedWorker(cache: string, version: string): string {
  return join(
    cache,
    "mediasoup-worker",
    `${version}-${process.platform}-${process.arch}`,
    "mediasoup-worker",
  );
}

const checksumFile = (file: string) => `${file}.sha256`;

async function checksum(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}

/** "good", or why the cached worker cannot be used: it is missing, damaged, or does not run here. */
export type CacheState = "good" | "missing" | "damaged" | "does not run here";

/** Looks at a cached worker. It runs a file only after its checksum was found right. */
export async function inspectCache(file: string): Promise<CacheState> {
  const expected = await readFile(checksumFile(file), "utf8").catch(() => undefined);
  const actual = await checksum(file).catch(() => undefined);
  if (expected === undefined || actual === undefined) return "missing";
  if (expected.split(/\s/)[0] !== actual) return "damaged";
  // Compiled against libraries that an upgrade of the system has since replaced, for example.
  return (await isWorker(file)) ? "good" : "does not run here";
}

/**
 * Puts a worker into the cache. Each file appears whole or not at all (written aside, then renamed), and a worker
 * between its two renames only looks damaged, never usable, to whoever reads in that instant.
 */
export async function storeInCache(from: string, file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await copyFile(from, aside);
    await chmod(aside, 0o755);
    // The format of sha256sum, so that "sha256sum -c" can check it by hand.
    await writeFile(checksumFile(aside), `${await checksum(aside)}  mediasoup-worker\n`);
    await rename(aside, file);
    await rename(checksumFile(aside), checksumFile(file));
  } finally {
    await rm(aside, { force: true });
    await rm(checksumFile(aside), { force: true });
  }
}
