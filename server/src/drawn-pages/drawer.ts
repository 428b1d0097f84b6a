import { access } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Drawing, Drawn } from "@showdrop/shared";
import type { Logger } from "../kit/logger.ts";

/** What the thread says: of the drawing with this number, its outcome. */
export type Outcome = { id: number } & ({ drawn: Drawn } | { fault: string });

export interface Drawer {
  /** Starts the thread, so that the first page does not wait for it. */
  begin(): void;
  /** @returns null when it takes too long, when too many wait, or when the client was not built: the page draws itself then */
  draw(drawing: Drawing): Promise<Drawn | null>;
  stop(): Promise<void>;
}

/** Milliseconds that a page may wait to be drawn; one takes about 5, the first of a thread 150. */
const DRAW_WITHIN_MS = 500;
/** A drawing that takes this long, in milliseconds, never ends: its thread is ended, for all others wait behind it. */
const ENDLESS_MS = 5_000;
/** Drawings that may wait for their turn: as many as are done in a small part of the time above. */
const MOST_WAITING = 10;
/** Megabytes of what a thread keeps; one that needs more ends, and the next page starts another. */
const MOST_MB = 256;

/**
 * Draws pages in a thread of its own, so that no call waits for it; after a fault the next page starts another.
 * @param module the built client's code for it
 */
export const createDrawer = (module: string, log: Logger): Drawer => {
  const waiting = new Map<number, (drawn: Drawn | null) => void>();
  let starting: Promise<Worker | null> | null = null;
  let last = 0;
  let stopped = false;

  const settle = (id: number, drawn: Drawn | null): void => {
    waiting.get(id)?.(drawn);
    waiting.delete(id);
  };
  const start = async (): Promise<Worker | null> => {
    const built = await access(module).then(
      () => true,
      () => false,
    );
    if (!built || stopped) return null;
    const thread = new Worker(new URL("./draw-thread.ts", import.meta.url), {
      workerData: { module: pathToFileURL(module).href },
      resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
    });
    thread.unref();
    thread.on("message", (outcome: Outcome) => {
      if ("fault" in outcome) log.warn({ fault: outcome.fault }, "a page could not be drawn");
      settle(outcome.id, "drawn" in outcome ? outcome.drawn : null);
    });
    thread.on("error", (err) => log.warn({ err }, "the thread that draws pages ended"));
    thread.once("exit", () => {
      starting = null;
      for (const id of waiting.keys()) settle(id, null);
    });
    return thread;
  };

  const started = (): Promise<Worker | null> => {
    starting ??= start();
    return starting;
  };

  return {
    begin: () => void started(),
    async draw(drawing) {
      if (stopped || waiting.size >= MOST_WAITING) return null;
      const id = ++last;
      const drawn = new Promise<Drawn | null>((resolve) => waiting.set(id, resolve));
      const thread = await started();
      if (!thread) settle(id, null);
      thread?.postMessage({ id, drawing });
      const endless = setTimeout(() => void thread?.terminate(), ENDLESS_MS).unref();
      void drawn.then(() => clearTimeout(endless));
      return Promise.race([drawn, sleep(DRAW_WITHIN_MS, null, { ref: false })]);
    },
    async stop() {
      stopped = true;
      await (await starting)?.terminate();
    },
  };
};
