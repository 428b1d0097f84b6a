/** Answers that are remembered for a while, so that a crowd that asks for the same costs one read. */
export interface Memory<T> {
  /** What is remembered of `key`, or what a read says now; those who ask while it is being read share that read. */
  recall(key: string): Promise<T>;
  has(key: string): boolean;
  /** Forgets everything, or what `which` names. A read under way is not kept: it may have seen what was before. */
  forget(which?: (value: T) => boolean): void;
}

/**
 * @param forMs for how long an answer is remembered at most. Whoever changes what is remembered must say `forget`.
 * @param most how many answers are remembered; the oldest make room
 * @param keeps whether an answer is worth remembering
 */
export const createMemory = <T>({
  read,
  forMs,
  most,
  keeps = () => true,
}: {
  read(key: string): Promise<T>;
  forMs: number;
  most: number;
  keeps?(value: T): boolean;
}): Memory<T> => {
  const known = new Map<string, { value: T; until: number }>();
  const underWay = new Map<string, Promise<T>>();

  const ask = (key: string): Promise<T> => {
    const reading = read(key);
    const asked = reading.then((value) => {
      // Unless it was forgotten meanwhile.
      if (underWay.get(key) === asked && keeps(value)) {
        const [oldest] = known.keys();
        if (known.size >= most && oldest !== undefined) known.delete(oldest);
        known.set(key, { value, until: performance.now() + forMs });
      }
      return value;
    });
    underWay.set(key, asked);
    const done = (): void => {
      if (underWay.get(key) === asked) underWay.delete(key);
    };
    asked.then(done, done);
    return asked;
  };

  const fresh = (key: string): { value: T } | undefined => {
    const found = known.get(key);
    return found && performance.now() < found.until ? found : undefined;
  };

  return {
    has: (key) => fresh(key) !== undefined,
    async recall(key) {
      const found = fresh(key);
      if (found) return found.value;
      known.delete(key);
      return underWay.get(key) ?? ask(key);
    },
    forget(which) {
      underWay.clear();
      if (!which) known.clear();
      else for (const [key, { value }] of known) if (which(value)) known.delete(key);
    },
  };
};
