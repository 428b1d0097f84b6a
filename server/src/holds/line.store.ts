import { ReceiptKind } from "@showdrop/shared";
import { z } from "zod";
import type { DropTimes } from "../drops/drop-clock.ts";
import { Fault } from "../kit/errors.ts";
import type { Redis } from "../kit/redis.ts";
import { createRunner, keyOf, script } from "./drop-scripts.ts";

/** Somebody in a drop's line, as Redis keeps it. */
export const StoredWaiter = z.object({
  user: z.string(),
  variant: z.string(),
  quantity: z.int().positive(),
  /** The id of the hold that they will be offered. */
  hold: z.string(),
  /** The number under which the drop's public log knows them. */
  entry: z.string(),
  /** Their place, counted within the drop. */
  number: z.int().positive(),
  /** They came before a fair start that is still to be drawn: their place is not theirs yet. */
  lobby: z.boolean(),
});
export type StoredWaiter = z.infer<typeof StoredWaiter>;

const refusedJoins = {
  NO_POOL: "no-pool",
  ELSEWHERE: "elsewhere",
  CLOSED: "closed",
  NOT_OPEN: "not-open",
  OVER_LIMIT: "over-limit",
  AVAILABLE: "available",
} as const;
const isRefusedJoin = (word: string): word is keyof typeof refusedJoins => word in refusedJoins;

/** Where somebody stands, as of an entry of the log: how many stood before them then for the same variant. */
export interface PlaceInLine {
  waiter: StoredWaiter;
  ahead: number;
  seq: number;
}

export type Joined =
  | { is: "waiting"; place: PlaceInLine }
  | { is: (typeof refusedJoins)[keyof typeof refusedJoins] };

const whole = z.coerce.number().int();
const flag = z.enum(["0", "1"]).transform((word) => word === "1");
/** An entry of the log. `user`, `hold`, `line` and `lobby` are for the record alone and never published. */
const LogEntry = z.object({
  kind: ReceiptKind,
  variant: z.string(),
  quantity: whole,
  at: whole,
  available: whole,
  held: whole,
  sold: whole,
  entry: z.string(),
  user: z.string(),
  hold: z.string(),
  /** Whether it is about somebody who stands in line, or was offered units there. */
  line: flag,
  number: z.union([z.literal("").transform(() => null), whole]),
  lobby: flag,
});
export type LogEntry = z.infer<typeof LogEntry> & { seq: number };

const scripts = {
  join: script("join"),
  where: script("where"),
  leave: script("leave"),
  draw: script("draw"),
};
const waiter = (json: unknown): StoredWaiter => StoredWaiter.parse(JSON.parse(z.string().parse(json)));

const placeOf = (json: unknown, ahead: unknown, seq: unknown): PlaceInLine => ({
  waiter: waiter(json),
  ahead: z.int().parse(ahead),
  seq: z.int().parse(seq),
});

export type LineStore = ReturnType<typeof createLineStore>;

/** The line for a drop's units, and the log of what its scripts did, until the record has it. */
export const createLineStore = (redis: Redis) => {
  const run = createRunner(redis);
  return {
    /**
     * Puts a person in line. Again gives the same place.
     * @param given `hold`, `entry`: ids for what may come of it; `times`: when this person may buy
     * @throws {DropNotCounted} when Redis does not know the drop.
     */
    async join(
      dropId: string,
      given: Pick<StoredWaiter, "user" | "variant" | "quantity" | "hold" | "entry"> & { times: DropTimes },
    ): Promise<Joined> {
      const { user, variant, quantity, hold, entry, times } = given;
      const { opensAt, closesAt, pausedAt } = times;
      const args = [user, variant, quantity, hold, entry, opensAt, closesAt ?? "", pausedAt ?? ""];
      const [word, ...told] = await run(scripts.join, dropId, args);
      if (word === "WAITING") return { is: "waiting", place: placeOf(told[0], told[1], told[2]) };
      if (!isRefusedJoin(word)) throw new Fault(`join.lua answered ${word}`);
      return { is: refusedJoins[word] };
    },

    /** @returns who left, or null when they were not in line. @throws {DropNotCounted} */
    async leave(dropId: string, user: string): Promise<StoredWaiter | null> {
      const [, json] = await run(scripts.leave, dropId, [user]);
      return json === undefined ? null : waiter(json);
    },

    /** Settles the order of a fair start and begins to serve. Again changes nothing. @throws {DropNotCounted} */
    async draw(dropId: string, users: readonly string[]): Promise<void> {
      await run(scripts.draw, dropId, [JSON.stringify(users)]);
    },

    /** A person's place in line, or null. */
    async find(dropId: string, user: string): Promise<PlaceInLine | null> {
      const [word, ...told] = await run(scripts.where, dropId, [user]);
      return word === "WAITING" ? placeOf(told[0], told[1], told[2]) : null;
    },

    /** The oldest entries of the log that are still here. */
    async readLog(dropId: string, limit: number): Promise<LogEntry[]> {
      const found = await redis.xRange(keyOf(dropId, "log"), "-", "+", { COUNT: limit });
      return (found ?? []).map(({ id, message }) => ({
        seq: Number.parseInt(id, 10),
        ...LogEntry.parse(message),
      }));
    },

    /** Forgets the log up to an entry: the record has it. */
    async trimLog(dropId: string, upTo: number): Promise<void> {
      await redis.xTrim(keyOf(dropId, "log"), "MINID", upTo + 1);
    },
  };
};
