export interface OnceAFrame<T> {
  /** Takes the newest; what came before it in the same frame is left out. */
  take: (value: T) => void;
  stop: () => void;
}

/** A page that is not seen has no frames; it is told this often, in milliseconds. */
const UNSEEN_MS = 250;

/**
 * Tells of something that changes often at most once a frame, the newest alone: however many messages arrive, a page is
 * drawn once for all of them.
 */
export const onceAFrame = <T>(tell: (value: T) => void): OnceAFrame<T> => {
  let newest: { value: T } | null = null;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    const waiting = newest;
    newest = null;
    if (waiting) tell(waiting.value);
  };
  return {
    take(value) {
      const first = newest === null;
      newest = { value };
      if (!first) return;
      frame = requestAnimationFrame(flush);
      timer = setTimeout(flush, UNSEEN_MS);
    },
    stop() {
      newest = null;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
};
