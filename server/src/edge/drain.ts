import type { IncomingMessage, ServerResponse } from "node:http";

export type Drain = ReturnType<typeof createDrain>;

/** Counts the requests under way, so that a server that is to end can let them finish. */
export const createDrain = () => {
  let open = 0;
  let closing = false;
  let finished = (): void => undefined;

  const count = (_req: IncomingMessage, res: ServerResponse, next?: () => void): void => {
    open += 1;
    // Whoever keeps connections open, a proxy above all, brings its next request to another server.
    if (closing) res.setHeader("Connection", "close");
    res.once("close", () => {
      open -= 1;
      if (open === 0) finished();
    });
    next?.();
  };

  return {
    count,
    isClosing: (): boolean => closing,
    /** Resolves once no request is under way. New ones are still answered meanwhile, and asked not to come back. */
    drained(): Promise<void> {
      closing = true;
      return new Promise((resolve) => {
        finished = resolve;
        if (open === 0) resolve();
      });
    },
  };
};
