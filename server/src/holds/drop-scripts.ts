import { z } from "zod";
import { Fault } from "../kit/errors.ts";
import { loadScript, type Script } from "../kit/lua.ts";
import type { Redis } from "../kit/redis.ts";

/**
 * The state is not in Redis, or from before Redis last started: it was lost, may be an old one, or was never counted.
 * The caller has it recounted and tries again.
 */
export class DropNotCounted extends Fault {}

/** One of the scripts about a drop, with what they share. */
export const script = (...names: string[]): Script =>
  loadScript(...["prelude", ...names].map((name) => new URL(`lua/${name}.lua`, import.meta.url)));

const parts = ["state", "holds", "expiry", "customers", "keys", "waiters", "line", "log"] as const;

/** One of a drop's keys. The braces make a Redis cluster keep all of them on one node. */
export const keyOf = (dropId: string, part: (typeof parts)[number]): string => `drop:{${dropId}}:${part}`;
/** All keys of a drop, in the order in which its scripts know them. */
export const keysOf = (dropId: string): string[] => parts.map((part) => keyOf(dropId, part));
export const stateKey = (dropId: string): string => keyOf(dropId, "state");

const Reply = z.tuple([z.string()]).rest(z.unknown());

/** Runs a script about a drop. It throws {@link DropNotCounted} when Redis does not know the drop. */
export const createRunner =
  (redis: Redis) =>
  async (
    which: Script,
    dropId: string,
    args: (string | number)[],
    keys: string[] = [],
  ): Promise<z.infer<typeof Reply>> => {
    const reply = Reply.parse(await which.run(redis, [...keysOf(dropId), ...keys], args));
    if (reply[0] === "UNKNOWN") throw new DropNotCounted(`drop ${dropId} is not counted in Redis`);
    return reply;
  };
