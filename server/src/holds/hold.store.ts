import { z } from "zod";
import type { DropTimes } from "../drops/drop-clock.ts";
import type { Allowance } from "../edge/limits.ts";
import { Fault } from "../kit/errors.ts";
import type { Script } from "../kit/lua.ts";
import type { Redis } from "../kit/redis.ts";
import { createRunner, keysOf, script, stateKey } from "./drop-scripts.ts";
import type { StoredWaiter } from "./line.store.ts";

export { DropNotCounted } from "./drop-scripts.ts";

const statuses = ["active", "paying", "quarantined", "committed", "released", "expired"] as const;

/** A hold as Redis keeps it. `expiresAt` is in milliseconds since 1970. */
export const StoredHold = z.object({
  id: z.string(),
  user: z.string(),
  variant: z.string(),
  quantity: z.int().positive(),
  status: z.enum(statuses),
  expiresAt: z.number(),
  /** The number under which the drop's public log knows it. */
  entry: z.string(),
  /** Granted by turn in line. */
  offered: z.boolean(),
});
export type StoredHold = z.infer<typeof StoredHold>;

/** A pool's units in Redis: allocated = available + held + quarantined + committed. And how many wait for them. */
export interface Counters {
  allocated: number;
  available: number;
  held: number;
  quarantined: number;
  committed: number;
  waiting: number;
}

/** The counters of each pool by its variant. */
export type PoolCounters = ReadonlyMap<string, Counters>;

/** What the record decides about a drop, and Redis follows. */
export interface DropOrders {
  /** Counts up with every change of the next two. */
  version: number;
  closed: boolean;
  paused: boolean;
  /** `allocated`: units ever put into it. */
  pools: readonly { variant: string; allocated: number }[];
}

/** What the record (MongoDB) says about a drop, to count Redis anew from. */
export interface DropAccount extends DropOrders {
  /** Whether it starts by lot, and the lot is still to be drawn ("lobby"). */
  fair: "" | "lobby" | "drawn";
  perCustomer: number;
  holdMs: number;
  /** Every hold that has an order: paying, committed (paid), or expired (cancelled). */
  holds: StoredHold[];
  /** Who stands in line, as the record has it. */
  waiters: StoredWaiter[];
  /** The last entry of the log that the record has; 0 for none. */
  seq: number;
  /** The last place in line that the record has; 0 for none. */
  number: number;
}

export type Placed =
  | { is: "held"; hold: StoredHold }
  | { is: "too-many"; waitMs: number }
  | { is: (typeof refusedPlaces)[keyof typeof refusedPlaces] };

/** Most holds that one sweep of a drop ends: keeps one script run well below a millisecond or two. */
const SWEEP_AT_MOST = 200;
/** Milliseconds until a due hold that could not end is looked at again. */
const ASK_AGAIN_MS = 2_000;
/** Seconds that a finished drop's keys, and the pointer from a hold to its drop, are kept for late retries. */
const KEEP_SECONDS = 24 * 3600;

const scripts = {
  place: script("admit", "place"),
  beginPaying: script("begin-paying"),
  end: script("end"),
  commit: script("commit"),
  extend: script("extend"),
  quarantine: script("quarantine"),
  expireDue: script("expire-due"),
  follow: script("follow"),
  recount: script("recount"),
};

const refusedPlaces = {
  KEY_REUSED: "key-reused",
  NO_POOL: "no-pool",
  CLOSED: "closed",
  NOT_OPEN: "not-open",
  PAUSED: "paused",
  DRAWING: "drawing",
  OVER_LIMIT: "over-limit",
  TOO_FEW: "too-few",
  ALL_HELD: "all-held",
  SOLD_OUT: "sold-out",
} as const;
const isRefusedPlace = (word: string): word is keyof typeof refusedPlaces => word in refusedPlaces;

const pointerKey = (holdId: string): string => `hold:${holdId}`;

const counterNames = ["allocated", "available", "held", "quarantined", "committed", "waiting"] as const;

const Json = z.string();
const Jsons = z.array(Json);
const hold = (json: unknown): StoredHold => StoredHold.parse(JSON.parse(Json.parse(json)));
const holds = (jsons: unknown): StoredHold[] => Jsons.parse(jsons).map(hold);

export type HoldStore = ReturnType<typeof createHoldStore>;

/** Admission to stock: who holds what of a drop. Redis decides, each step in one script. */
export const createHoldStore = (redis: Redis) => {
  const run = createRunner(redis);
  const runOnHold = async (which: Script, dropId: string, args: (string | number)[]) => {
    const [, json] = await run(which, dropId, args);
    return json === undefined ? null : hold(json);
  };

  return {
    /**
     * One attempt to hold `quantity` units. The same key gives the same hold.
     * @param given `id` and `entry`: those of the hold, should it be granted; `times`: when this person may hold units, by
     * Redis's clock; `limits`: what attempts are counted by, in the same round trip.
     * @throws {DropNotCounted} when Redis does not know the drop.
     */
    async place(
      dropId: string,
      given: {
        id: string;
        user: string;
        variant: string;
        quantity: number;
        key: string;
        fingerprint: string;
        entry: string;
        times: DropTimes;
        limits: readonly [Allowance, Allowance];
      },
    ): Promise<Placed> {
      const args = [
        given.id,
        given.user,
        given.variant,
        given.quantity,
        given.key,
        given.fingerprint,
        given.entry,
        given.times.opensAt,
        given.times.closesAt ?? "",
        given.times.pausedAt ?? "",
        dropId,
        KEEP_SECONDS,
        ...given.limits.flatMap(({ points, ms }) => [points, ms]),
      ];
      const keys = [pointerKey(given.id), ...given.limits.map(({ key }) => key)];
      const [word, json] = await run(scripts.place, dropId, args, keys);
      if (word === "HELD") return { is: "held", hold: hold(json) };
      if (word === "TOO_MANY") return { is: "too-many", waitMs: Number(json) };
      if (!isRefusedPlace(word)) throw new Fault(`place.lua answered ${word}`);
      return { is: refusedPlaces[word] };
    },

    /** @returns the drop of a hold, or null when Redis does not know it. */
    dropOf: (holdId: string): Promise<string | null> => redis.get(pointerKey(holdId)),

    async find(dropId: string, holdId: string): Promise<StoredHold | null> {
      const json = await redis.hGet(`drop:{${dropId}}:holds`, holdId);
      return json === null ? null : hold(json);
    },

    /** A person's holds of a drop that have not ended. */
    async ofUser(dropId: string, user: string): Promise<StoredHold[]> {
      const text = await redis.hGet(`drop:{${dropId}}:customers`, user);
      const ids = (text ?? "").split(" ").filter((word) => word.length === 24);
      if (ids.length === 0) return [];
      const found = await redis.hmGet(`drop:{${dropId}}:holds`, ids);
      return found.filter((json) => json !== null).map(hold);
    },

    /**
     * active → paying, with a new expiry. Again changes nothing.
     * @returns the hold as it is now (whatever its status), "expired" when its time was over, null when it is not theirs.
     */
    async beginPaying(dropId: string, holdId: string, user: string): Promise<StoredHold | "expired" | null> {
      const [word, json] = await run(scripts.beginPaying, dropId, [holdId, user]);
      if (word === "EXPIRED") return "expired";
      return json === undefined ? null : hold(json);
    },

    /**
     * Ends a hold that is in one of the statuses `from`, and gives its units back to the drop.
     * @returns whether it did, and the hold as it is now; null when there is none.
     */
    async end(
      dropId: string,
      holdId: string,
      to: "released" | "expired",
      from: readonly ("active" | "paying" | "quarantined")[],
    ): Promise<{ ended: boolean; hold: StoredHold } | null> {
      const [word, json] = await run(scripts.end, dropId, [holdId, to, ...from]);
      return json === undefined ? null : { ended: word === "ENDED", hold: hold(json) };
    },

    /** The hold's units are sold. @returns the hold as it is now, null when there is none. */
    commit: (dropId: string, holdId: string): Promise<StoredHold | null> =>
      runOnHold(scripts.commit, dropId, [holdId]),

    /** Gives a paying hold until `expiresAt`. @returns the hold as it is now, null when there is none. */
    extend: (dropId: string, holdId: string, expiresAt: number): Promise<StoredHold | null> =>
      runOnHold(scripts.extend, dropId, [holdId, expiresAt]),

    /** Sets a paying hold's units aside until its payment is known. */
    quarantine: (dropId: string, holdId: string): Promise<StoredHold | null> =>
      runOnHold(scripts.quarantine, dropId, [holdId]),

    /** Ends the active holds that are due. @returns them, and those due that are being paid or set aside. */
    async expireDue(dropId: string): Promise<{ expired: StoredHold[]; undecided: StoredHold[] }> {
      const [, expired, undecided] = await run(scripts.expireDue, dropId, [SWEEP_AT_MOST, ASK_AGAIN_MS]);
      return { expired: holds(expired), undecided: holds(undecided) };
    },

    /** Lets Redis follow what the record decided. Again, or out of order, changes nothing. */
    async follow(dropId: string, { version, closed, paused, pools }: DropOrders): Promise<void> {
      const units = pools.flatMap(({ variant, allocated }) => [variant, allocated]);
      await run(scripts.follow, dropId, [version, Number(closed), Number(paused), ...units]);
    },

    /** @returns null when Redis does not know the drop. */
    async counters(dropId: string, variants: readonly string[]): Promise<PoolCounters | null> {
      const fields = variants.flatMap((variant) => counterNames.map((name) => `${variant}:${name}`));
      const values = await redis.hmGet(stateKey(dropId), fields);
      if (values.includes(null)) return null;
      const counts = z.array(z.coerce.number()).parse(values);
      return new Map(
        variants.map((variant, i) => {
          const [allocated = 0, available = 0, held = 0, quarantined = 0, committed = 0, waiting = 0] =
            counts.slice(i * counterNames.length);
          return [variant, { allocated, available, held, quarantined, committed, waiting }];
        }),
      );
    },

    /** A mark that changes with every change of the drop's state; "" when Redis does not know the drop. */
    async revision(dropId: string): Promise<string> {
      const [rev, seq] = await redis.hmGet(stateKey(dropId), ["rev", "seq"]);
      return rev == null ? "" : `${rev}:${seq}`;
    },

    /**
     * Counts a drop from the record. Writes nothing and answers null when its state changed since `revision`.
     * @returns the holds for which there is no unit left: they have ended.
     */
    async recount(dropId: string, revision: string, account: DropAccount): Promise<StoredHold[] | null> {
      const [word, lost] = await run(scripts.recount, dropId, [revision, JSON.stringify(account)]);
      return word === "CHANGED" ? null : holds(lost);
    },

    /** Lets a finished drop's keys go, after a while. */
    async forget(dropId: string): Promise<void> {
      await Promise.all(keysOf(dropId).map((key) => redis.expire(key, KEEP_SECONDS)));
    },
  };
};
