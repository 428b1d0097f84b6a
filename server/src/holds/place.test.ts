import { Types } from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "../kit/logger.ts";
import { connectRedis, type Redis } from "../kit/redis.ts";
import { createHoldStore, type HoldStore } from "./hold.store.ts";

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
const newId = () => new Types.ObjectId().toHexString();

/** A drop that only Redis knows, so that no job can open or close it. */
const countedDrop = async (): Promise<string> => {
  const dropId = newId();
  const account = { allocated: 5, closed: false, perCustomer: 1, holdMs: 60_000, holds: [] };
  expect(await holds.recount(dropId, "", account)).toEqual([]);
  return dropId;
};

/** Attempts a hold with the drop's times in milliseconds from now, by Redis's own clock. */
const attempt = async (opensIn: number, closesIn: number | null, pausedIn: number | null = null) => {
  const dropId = await countedDrop();
  const now = await redisNow();
  const placed = await holds.place(dropId, {
    ...{ id: newId(), user: newId(), quantity: 1, key: "a-key-of-mine", fingerprint: "1" },
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
    ...{ id: newId(), user: newId(), quantity: 1, key: "a-key-of-mine", fingerprint: "1" },
    times: { opensAt: now - LATER, closesAt: now - 1, pausedAt: now - LATER / 2 },
  });
  if (placed.is !== "held") throw new Error(placed.is);
  expect(placed.hold.expiresAt).toBeGreaterThanOrEqual(now + 60_000);
});
