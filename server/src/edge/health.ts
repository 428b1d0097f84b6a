import { Router } from "express";

/** One thing the server needs; `check` throws or takes too long when it is not there. */
export interface Need {
  name: string;
  check(): Promise<unknown>;
}

/** Milliseconds a part may take to answer before it counts as away. */
const ANSWER_WITHIN_MS = 1_500;

const answers = async ({ check }: Need): Promise<boolean> => {
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

/**
 * `/health/live`: the process turns its event loop. `/health/ready`: it can serve people now, with what it needs,
 * named one by one.
 */
export const healthEdge = (needs: readonly Need[], isClosing: () => boolean): Router => {
  const health = Router();
  health.get("/health/live", (_req, res) => {
    res.json({ live: true });
  });
  health.get("/health/ready", async (_req, res) => {
    const parts = Object.fromEntries(
      await Promise.all(needs.map(async (need) => [need.name, await answers(need)] as const)),
    );
    const ready = !isClosing() && Object.values(parts).every(Boolean);
    res.status(ready ? 200 : 503).json({ ready, closing: isClosing(), parts });
  });
  return health;
};
