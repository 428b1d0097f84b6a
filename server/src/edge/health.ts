import { Router } from "express";

/** The things a server needs, by name; each check throws or takes too long when it is not there. */
export type Needs<N extends string = string> = Readonly<Record<N, () => Promise<unknown>>>;

/** Milliseconds a part may take to answer before it counts as away. */
const ANSWER_WITHIN_MS = 1_500;

const answers = async (check: () => Promise<unknown>): Promise<boolean> => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), ANSWER_WITHIN_MS).unref();
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  }
};

/** Which of the things that a server needs answer now. */
export const answering = async <N extends string>(needs: Needs<N>): Promise<Record<N, boolean>> => {
  const names = Object.keys(needs) as N[];
  const found = await Promise.all(names.map(async (name) => [name, await answers(needs[name])] as const));
  return Object.fromEntries(found) as Record<N, boolean>;
};

/**
 * `/health/live`: the process turns its event loop. `/health/ready`: it can serve people now, with what it needs,
 * named one by one.
 */
export const healthEdge = (needs: Needs, isClosing: () => boolean): Router => {
  const health = Router();
  health.get("/health/live", (_req, res) => {
    res.json({ live: true });
  });
  health.get("/health/ready", async (_req, res) => {
    const parts = await answering(needs);
    const ready = !isClosing() && Object.values(parts).every(Boolean);
    res.status(ready ? 200 : 503).json({ ready, closing: isClosing(), parts });
  });
  return health;
};
