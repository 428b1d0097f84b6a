import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run } from "../kit/run.ts";
import { type Redis, startRedis } from "./redis.ts";

let folder: string;
let redis: Redis;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-"));
  redis = await startRedis({
    dir: join(folder, "redis"),
    durable: true,
    output: { onLine: () => {} },
    log: () => {},
  });
});
afterAll(async () => {
  await redis.stop();
  await rm(folder, { recursive: true });
});

const connect = () => createClient({ url: redis.url }).connect();

/** One question over a connection of its own. */
async function ask<T>(question: (client: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> {
  const client = await connect();
  try {
    return await question(client);
  } finally {
    client.destroy();
  }
}

it("keeps its data and its port over a stop", async () => {
  await ask((client) => client.set("stock", "7"));
  const { url } = redis;
  await redis.stop();
  await redis.start();
  expect(redis.url).toBe(url);
  expect(await ask((client) => client.get("stock"))).toBe("7");
});

it("comes back empty when wiped, in a process of its own", async () => {
  await ask((client) => client.set("stock", "7"));
  const before = redis.pid();
  await redis.restart({ wipe: true });
  expect(redis.pid()).not.toBe(before);
  expect(await ask((client) => client.get("stock"))).toBeNull();
});

it("hangs while paused, and answers when resumed", async () => {
  const state = async () => (await run("ps", ["-o", "stat=", "-p", `${redis.pid()}`])).output;
  await ask(async (client) => {
    redis.pause();
    await expect.poll(state).toMatch(/^T/); // stopped: it answers nobody
    const pong = client.ping();
    redis.resume();
    expect(await pong).toBe("PONG");
  });
});
