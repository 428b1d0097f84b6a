import { AsyncLocalStorage } from "node:async_hooks";
import PQueue from "p-queue";
import { z } from "zod";
import { Unavailable } from "../kit/errors.ts";
import { loadScript } from "../kit/lua.ts";
import type { Redis } from "../kit/redis.ts";

/** Who waits for a call: a buyer at their screen, a sweep that sets units free, or a reconciler that looks again. */
export type Urgency = "buyer" | "sweep" | "reconciler";

const urgencies = new AsyncLocalStorage<Urgency>();

/** Calls made within `work` are queued behind those of more urgent callers. Nobody said: a buyer waits. */
export const withUrgency = <T>(urgency: Urgency, work: () => Promise<T>): Promise<T> =>
  urgencies.run(urgency, work);

const priorities: Record<Urgency, number> = { buyer: 2, sweep: 1, reconciler: 0 };

/** Seconds' worth of calls that may wait before the next is refused: a buyer looks at a spinner for no longer. */
const LONGEST_QUEUE_SECONDS: Record<Urgency, number> = { buyer: 8, sweep: 4, reconciler: 2 };

/**
 * Seconds' worth of calls that may be given their turns at once. One by one, a pace of hundreds a second would be that of
 * asking Redis; and whoever is more urgent comes behind so much at most.
 */
const AHEAD_SECONDS = 0.1;

/** Seconds to leave the provider alone when it asks for patience and does not say how much. */
const PATIENCE_SECONDS = 1;

export interface CallQueue {
  /**
   * Does `work` when its turn comes: the calls of a family start evenly spaced, on all servers together.
   * @throws {Unavailable} at once when too many wait already.
   */
  run<T>(family: string, work: () => Promise<T>): Promise<T>;
  /**
   * Lets nothing of a family start for so long, on any server: the provider said that it was too much. On the others, what
   * was given its turn before may still start.
   */
  rest(family: string, seconds: number | null): Promise<void>;
}

const slot = loadScript(new URL("take-slot.lua", import.meta.url));
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

/**
 * Queues calls to the payment provider by family (its endpoints have a limit each). Within a server the more urgent goes
 * first; when each may start is decided in Redis, where all servers ask. While Redis does not answer, each server keeps
 * the pace by itself.
 */
export const createCallQueue = (redis: Redis, perSecond: number): CallQueue => {
  const spacing = Math.ceil(1_000 / perSecond);
  const ahead = Math.max(1, Math.floor(perSecond * AHEAD_SECONDS));
  const gates = new Map<string, PQueue>();
  const freeAt = new Map<string, number>();
  /** How often each family was sent to rest from here. */
  const rests = new Map<string, number>();
  const gateOf = (family: string): PQueue => {
    const gate = gates.get(family) ?? new PQueue({ concurrency: ahead });
    gates.set(family, gate);
    return gate;
  };
  const ownWait = (family: string, restMs: number): number => {
    const now = performance.now();
    const free = Math.max(now, freeAt.get(family) ?? 0);
    freeAt.set(family, restMs > 0 ? Math.max(free, now + restMs) : free + spacing);
    return free - now;
  };
  const waitOf = async (family: string, restMs = 0): Promise<number> => {
    const own = ownWait(family, restMs);
    try {
      const given = await slot.run(redis, [`payments:slot:{${family}}`], [spacing, restMs]);
      return z.number().parse(given);
    } catch {
      return own;
    }
  };

  /** Waits for a turn; for another one where a rest has begun before it came. */
  const takeTurn = async (family: string): Promise<void> => {
    const before = rests.get(family);
    await sleep(await waitOf(family));
    if (rests.get(family) !== before) await takeTurn(family);
  };

  return {
    async run(family, work) {
      const urgency = urgencies.getStore() ?? "buyer";
      const gate = gateOf(family);
      if (gate.size >= perSecond * LONGEST_QUEUE_SECONDS[urgency])
        throw new Unavailable("The payment provider's queue");
      // Only the start waits its turn: how long the provider takes keeps nobody else.
      await gate.add(() => takeTurn(family), { priority: priorities[urgency] });
      return work();
    },

    async rest(family, seconds) {
      rests.set(family, (rests.get(family) ?? 0) + 1);
      await waitOf(family, (seconds ?? PATIENCE_SECONDS) * 1_000);
    },
  };
};
