/** What a load did: how many calls a second, and how long one took, in milliseconds. */
export type Measured = { perSecond: number; median: number; p99: number };

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** Makes `calls`, `inFlight` of them at any time, and measures them. */
export const measure = async (
  calls: readonly (() => Promise<unknown>)[],
  inFlight: number,
): Promise<Measured> => {
  const took: number[] = [];
  const waiting = calls.values();
  const begin = performance.now();
  const worker = async (): Promise<void> => {
    for (const call of waiting) {
      const start = performance.now();
      await call();
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - begin) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: took.length / seconds, median: at(took, 0.5), p99: at(took, 0.99) };
};
