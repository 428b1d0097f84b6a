export interface Loop {
  /** Ends the loop; resolves when the round under way is over. */
  stop(): Promise<void>;
}

/**
 * Does `work` again and again, `everyMs` after it was last done, so that rounds never overlap.
 * @param failed told of each round that failed; the loop goes on.
 */
export const startLoop = (
  everyMs: number,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): Loop => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const next = (): void => {
    timer = setTimeout(() => {
      round = work()
        .catch(failed)
        .then(() => {
          if (!stopped) next();
        });
    }, everyMs);
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
};
