import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const BEAT_MILLIS = 2_000; // how often a holder shows that it lives
const STALE_MILLIS = 20_000; // ten missed beats: the holder was killed
const RETRY_MILLIS = 500;

/**
 * Runs `work` while no other process runs under the same lock file. A holder that was killed is noticed by its
 * missing beats, not by its process id, so that containers sharing a folder can share locks too.
 *
 * In the instant where a stale lock is taken over, two processes may both believe they hold it: use this to
 * save work, and let what the work publishes be atomic by itself.
 * @param onWait called once when another process holds the lock
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait: () => void = () => {},
): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let waited = false;
  while (!(await tryLock(file))) {
    if (!waited) onWait();
    waited = true;
    await sleep(RETRY_MILLIS);
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {}); // a lost lock file costs double work, never a wrong result
  }, BEAT_MILLIS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(file, { force: true });
  }
}

async function tryLock(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.close();
    return true;
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  const found = await stat(file).catch(() => undefined);
  if (found && Date.now() - found.mtimeMs > STALE_MILLIS) {
    const aside = `${file}.${randomUUID()}`;
    await rename(file, aside).catch(() => {}); // another waiter was faster
    await rm(aside, { force: true });
  }
  return false;
}

/** Whether an error is Node's system error of this code, such as "EEXIST". */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
