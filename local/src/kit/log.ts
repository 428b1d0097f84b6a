/** Takes one line of progress, without a line break at its end. */
export type Log = (line: string) => void;

/** Progress goes to stderr, because stdout belongs to results (a path, a ready line). */
export const logToStderr: Log = (line) => {
  process.stderr.write(`${line}\n`);
};

const PROGRESS_MILLIS = 15_000; // often enough to show life, seldom enough not to fill a CI log

/**
 * Runs a long step and says every 15 seconds that it still runs.
 * @param detail the newest thing known about the step, shown after the seconds
 */
export async function withProgress<T>(
  log: Log,
  step: string,
  run: () => Promise<T>,
  detail: () => string = () => "",
): Promise<T> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const timer = setInterval(() => log(`  ${step}: ${seconds()} s ${detail()}`.trimEnd()), PROGRESS_MILLIS);
  try {
    return await run();
  } finally {
    clearInterval(timer);
  }
}
