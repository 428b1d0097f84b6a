import { z } from "zod";
import type { DropTimes } from "../drops/drop-clock.ts";
import { Fault } from "../kit/errors.ts";
import { loadScript, type Script } from "../kit/lua.ts";
import type { Redis } from "../kit/redis.ts";

const statuses = ["active", "paying", "quarantined", "committed", "released", "expired"] as const;

/** A hold as Redis keeps it. `expiresAt` is in milliseconds since 1970. */
export const StoredHold = z.object({
  id: z.string(),
  user: z.string(),
  quantity: z.int().positive(),
  status: z.enum(statuses),
  expiresAt: z.number(),
});
export type StoredHold = z.infer<typeof StoredHold>;

/** A drop's units in Redis: allocated = available + held + quarantined + committed. */
export interface Counters {
  allocated: number;
  available: number;
  held: number;
  quarantined: number;
  committed: number;
}

/** What the record (MongoDB) says about a drop, to count Redis anew from. */
export interface DropAccount {
  allocated: number;
  closed: boolean;
  perCustomer: number;
  holdMs: number;
  /** Every hold that has an order: paying, committed (paid), or expired (cancelled). */
  holds: StoredHold[];
}

export type Placed =
  | { is: "held"; hold: StoredHold }
  | { is: "key-reused" | "closed" | "not-open" | "over-limit" | "too-few" | "all-held" | "sold-out" };

/**
 * The state is not in Redis, or from before Redis last started: it was lost, may be an old one, or was never counted.
 * The caller has it recounted and tries again.
 */
export class DropNotCounted extends Fault {}

/** Most holds that one sweep of a drop ends: keeps one script run well below a millisecond or two. */
const SWEEP_AT_MOST = 200;
/** Milliseconds until a due hold that could not end is looked at again. */
const ASK_AGAIN_MS = 2_000;
/** Seconds that a finished drop's keys, and the pointer from a hold to its drop, are kept for late retries. */
const KEEP_SECONDS = 24 * 3600;
/** Seconds that the pointer of an attempt is kept whose outcome is not known yet; a retry of a lost answer comes sooner. */
const TRY_SECONDS = 60;

const script = (name: string): Script =>
  loadScript(new URL("lua/prelude.lua", import.meta.url), new URL(`lua/${name}.lua`, import.meta.url));
const scripts = {
  place: script("place"),
  beginPaying: script("begin-paying"),
  end: script("end"),
  commit: script("commit"),
  quarantine: script("quarantine"),
  expireDue: script("expire-due"),
  close: script("close"),
  recount: script("recount"),
};

const refusedPlaces = {
  KEY_REUSED: "key-reused",
  CLOSED: "closed",
  NOT_OPEN: "not-open",
  OVER_LIMIT: "over-limit",
  TOO_FEW: "too-few",
  ALL_HELD: "all-held",
  SOLD_OUT: "sold-out",
} as const;
const isRefusedPlace = (word: string): word is keyof typeof refusedPlaces => word in refusedPlaces;

// The braces make a Redis cluster keep all keys of a drop on one node.
const keysOf = (dropId: string): string[] =>
  ["state", "holds", "expiry", "customers", "keys"].map((part) => `drop:{${dropId}}:${part}`);
const stateKey = (dropId: string): string => `drop:{${dropId}}:state`;
const pointerKey = (holdId: string): string => `hold:${holdId}`;

const Reply = z.tuple([z.string()]).rest(z.unknown());
const hold = (json: unknown): StoredHold => StoredHold.parse(JSON.parse(z.string().parse(json)));
const holds = (jsons: unknown): StoredHold[] => z.array(z.string()).parse(jsons).map(hold);

export type HoldStore = ReturnType<typeof createHoldStore>;

/** Admission to stock: who holds what of a drop. Redis decides, each step in one script. */
export const createHoldStore = (redis: Redis) => {
  /** @throws {DropNotCounted} when Redis does not know the drop. */
  const run = async (which: Script, dropId: string, args: (string | number)[]) => {
    const reply = Reply.parse(await which.run(redis, keysOf(dropId), args));
    if (reply[0] === "UNKNOWN") throw new DropNotCounted(`drop ${dropId} is not counted in Redis`);
    return reply;
  };
  const runOnHold = async (which: Script, dropId: string, args: (string | number)[]) => {
    const [, json] = await run(which, dropId, args);
    return json === undefined ? null : hold(json);
  };

  return {
    /**
     * One attempt to hold `quantity` units. The same key gives the same hold.
     * @param given `id`: that of the hold, should it be granted; `times`: when units may be held, by Redis's clock.
     * @throws {DropNotCounted} when Redis does not know the drop.
     */
    async place(
      dropId: string,
      given: {
        id: string;
        user: string;
        quantity: number;
        key: string;
        fingerprint: string;
        times: DropTimes;
      },
    ): Promise<Placed> {
      // Written first, for a moment: a pointer to a hold that was not granted leads nowhere, a hold without one could not be
      // found. In a rush most are refused, and theirs must not fill Redis.
      const pointed = redis.set(pointerKey(given.id), dropId, { EX: TRY_SECONDS });
      const placed = run(scripts.place, dropId, [
        given.id,
        given.user,
        given.quantity,
        given.key,
        given.fingerprint,
        given.times.opensAt,
        given.times.closesAt ?? "",
        given.times.pausedAt ?? "",
      ]);
      const [reply] = await Promise.all([placed, pointed]);
      const [word, json] = reply;
      if (word === "HELD") {
        const held = hold(json);
        await redis.set(pointerKey(held.id), dropId, { EX: KEEP_SECONDS });
        return { is: "held", hold: held };
      }
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

    /** Sets a paying hold's units aside until its payment is known. */
    quarantine: (dropId: string, holdId: string): Promise<StoredHold | null> =>
      runOnHold(scripts.quarantine, dropId, [holdId]),

    /** Ends the active holds that are due. @returns them, and those due that are being paid or set aside. */
    async expireDue(dropId: string): Promise<{ expired: StoredHold[]; undecided: StoredHold[] }> {
      const [, expired, undecided] = await run(scripts.expireDue, dropId, [SWEEP_AT_MOST, ASK_AGAIN_MS]);
      return { expired: holds(expired), undecided: holds(undecided) };
    },

    /** Ends the drop for new holds. */
    async close(dropId: string): Promise<void> {
      await run(scripts.close, dropId, []);
    },

    /** @returns null when Redis does not know the drop. */
    async counters(dropId: string): Promise<Counters | null> {
      const names = ["allocated", "available", "held", "quarantined", "committed"] as const;
      const values = await redis.hmGet(stateKey(dropId), [...names]);
      if (values[0] === null) return null;
      const [allocated, available, held, quarantined, committed] = z
        .tuple([
          z.coerce.number(),
          z.coerce.number(),
          z.coerce.number(),
          z.coerce.number(),
          z.coerce.number(),
        ])
        .parse(values);
      return { allocated, available, held, quarantined, committed };
    },

    /** A mark that changes with every change of the drop's state; "" when Redis does not know the drop. */
    async revision(dropId: string): Promise<string> {
      return (await redis.hGet(stateKey(dropId), "rev")) ?? "";
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
