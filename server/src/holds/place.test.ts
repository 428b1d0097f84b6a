import { Types } from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newEntrantId } from "../kit/draw.ts";
import { createLogger } from "../kit/logger.ts";
import { connectRedis, type Redis } from "../kit/redis.ts";
import { createHoldStore, type DropAccount, type HoldStore } from "./hold.store.ts";

let redis: Redis;
let holds: HoldStore;
beforeAll(async () => {
  redis = await connectRedis(process.env.REDIS_URL ?? "", createLogger("fatal"));
  holds = createHoldStore(redis);
});
afterAll(() => redis.close());

const redisNow = async (): Promise<number> => {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
};
const VARIANT = new Types.ObjectId().toHexString();
const newId = () => new Types.ObjectId().toHexString();

const account: DropAccount = {
  ...{ version: 1, closed: false, paused: false, fair: "", perCustomer: 1, holdMs: 60_000 },
  ...{ pools: [{ variant: VARIANT, allocated: 5 }], holds: [], waiters: [], seq: 0, number: 0 },
};

/** A drop that only Redis knows, so that no job can open or close it. */
const countedDrop = async (): Promise<string> => {
  const dropId = newId();
  expect(await holds.recount(dropId, "", account)).toEqual([]);
  return dropId;
};

/** Attempts a hold with the drop's times in milliseconds from now, by Redis's own clock. */
const attempt = async (opensIn: number, closesIn: number | null, pausedIn: number | null = null) => {
  const dropId = await countedDrop();
  const now = await redisNow();
  const placed = await holds.place(dropId, {
    ...{ id: newId(), user: newId(), variant: VARIANT, quantity: 1, entry: newEntrantId() },
    ...{ key: "a-key-of-mine", fingerprint: "1", limits: limits() },
    times: {
      opensAt: now + opensIn,
      closesAt: closesIn === null ? null : now + closesIn,
      pausedAt: pausedIn === null ? null : now + pausedIn,
    },
  });
  expect(await redis.hGet(`drop:{${dropId}}:state`, "closed")).toBe("0");
  return placed.is;
};
const LATER = 3_600_000;

/** Counts that are nobody else's. */
const limits = (points = 100) => {
  const limit = { key: `limit:test:${newId()}`, points, ms: 60_000 };
  return [limit, { ...limit, key: `${limit.key}:2` }] as const;
};

test("Redis refuses holds before the opening and from the closing on, though nobody has closed the drop", async () => {
  expect(await attempt(LATER, 2 * LATER)).toBe("not-open");
  expect(await attempt(-1, LATER)).toBe("held");
  expect(await attempt(-LATER, null)).toBe("held");
  expect(await attempt(-LATER, -1)).toBe("closed");
});

test("while the show is paused, the drop stays as it was when the pause began", async () => {
  expect(await attempt(-LATER, null, -2 * LATER)).toBe("not-open");
  expect(await attempt(-3 * LATER, -LATER, -2 * LATER)).toBe("held");
  expect(await attempt(-3 * LATER, -2 * LATER, -2 * LATER)).toBe("closed");
});

test("a hold's own time runs on during a pause", async () => {
  const dropId = await countedDrop();
  const now = await redisNow();
  const placed = await holds.place(dropId, {
    ...{ id: newId(), user: newId(), variant: VARIANT, quantity: 1, entry: newEntrantId() },
    ...{ key: "a-key-of-mine", fingerprint: "1", limits: limits() },
    times: { opensAt: now - LATER, closesAt: now - 1, pausedAt: now - LATER / 2 },
  });
  if (placed.is !== "held") throw new Error(placed.is);
  expect(placed.hold.expiresAt).toBeGreaterThanOrEqual(now + 60_000);
});

test("attempts are counted in the same step, whatever they get, and one too many is decided by nobody", async () => {
  const dropId = await countedDrop();
  const opensAt = await redisNow();
  const counted = limits(2);
  const user = newId();
  const reach = (key: string) =>
    holds.place(dropId, {
      ...{ id: newId(), user, variant: VARIANT, quantity: 1, entry: newEntrantId() },
      ...{ key, fingerprint: "1", limits: counted },
      times: { opensAt, closesAt: null, pausedAt: null },
    });
  const first = await reach("the first key");
  expect(first).toMatchObject({ is: "held" });
  // At the limit, what they hold already is what they get.
  expect(await reach("the second key")).toEqual(first);
  const refused = await reach("the first key");
  if (refused.is !== "too-many") throw new Error(refused.is);
  expect(refused.waitMs).toBeGreaterThan(50_000);
  expect(refused.waitMs).toBeLessThanOrEqual(60_000);
});

test("a hold that was granted leads to its drop; one that was not leads nowhere", async () => {
  const dropId = await countedDrop();
  const times = { opensAt: await redisNow(), closesAt: null, pausedAt: null };
  const [granted, refused, user] = [newId(), newId(), newId()];
  const entry = newEntrantId();
  const given = { user, variant: VARIANT, quantity: 1, entry, fingerprint: "1", times, limits: limits() };
  await holds.place(dropId, { ...given, id: granted, key: "the first key" });
  await holds.place(dropId, { ...given, id: refused, key: "the second key" });
  expect([await holds.dropOf(granted), await holds.dropOf(refused)]).toEqual([dropId, null]);
});

test("what was let go stays let go when its drop is counted anew: the record only knows that its order is over", async () => {
  const dropId = await countedDrop();
  const id = newId();
  const order = { ...{ id, user: newId(), variant: VARIANT, quantity: 1 }, expiresAt: await redisNow() };
  const recounted = async (status: "paying" | "expired") => {
    const known = { ...order, status, entry: newEntrantId(), offered: false };
    const revision = await holds.revision(dropId);
    expect(await holds.recount(dropId, revision, { ...account, holds: [known] })).toEqual([]);
    return (await holds.find(dropId, id))?.status;
  };
  expect(await recounted("paying")).toBe("paying");
  expect((await holds.end(dropId, id, "released", ["paying"]))?.ended).toBe(true);
  expect(await recounted("expired")).toBe("released");
  expect((await holds.counters(dropId, [VARIANT]))?.get(VARIANT)).toMatchObject({ available: 5, held: 0 });
});
