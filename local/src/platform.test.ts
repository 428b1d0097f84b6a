import { access, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Platform, startPlatform } from "./platform.ts";
import { keepSecrets } from "./secrets.ts";

const START_MILLIS = 60_000; // eight processes on a busy machine with two cores

let folder: string;
let platform: Platform;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "showdrop-"));
  platform = await startPlatform({ dataDir: folder, durable: false, servers: 2, log: () => {} });
}, START_MILLIS);
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true });
}, START_MILLIS);

const isReady = (url: string) => fetch(`${url}/health/ready`).then((answer) => answer.ok);

it("starts every part, with two servers and a media node ready to serve", async () => {
  const urls = [...platform.servers.map(({ url }) => url), platform.mediaUrl];
  expect(new Set(urls).size).toBe(3);
  expect(await Promise.all(urls.map(isReady))).toEqual([true, true, true]);
  expect(platform.services.map(({ name }) => name)).toEqual([
    "Redis",
    "the database",
    "the Stripe simulator",
    "the mailbox",
    "the media node",
    "server 1",
    "server 2",
  ]);
});

it(
  "kills a server without touching the other, and starts it again in the same place",
  async () => {
    const [first, second] = platform.servers;
    if (!first || !second) throw new Error("two servers were asked for");
    await first.kill();
    await expect(isReady(first.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    expect(await isReady(second.url)).toBe(true);
    await first.start();
    expect(await isReady(first.url)).toBe(true);
  },
  START_MILLIS,
);

it("deletes Redis's data under the running servers, which recover", async () => {
  const client = await createClient({ url: platform.redis.url }).connect();
  await client.set("showdrop-test", "here");
  client.destroy();
  await platform.redis.restart({ wipe: true });
  const again = await createClient({ url: platform.redis.url }).connect();
  expect(await again.get("showdrop-test")).toBeNull();
  again.destroy();
  await expect.poll(() => isReady(platform.url), { timeout: 15_000 }).toBe(true);
});

it("keeps secrets that only their owner can read, the same from start to start", async () => {
  const first = await keepSecrets(folder);
  expect(await keepSecrets(folder)).toEqual(first);
  expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  await access(join(folder, "logs", "server-2.log"));
  expect(await readFile(join(folder, "logs", "server.log"), "utf8")).not.toContain(first.mediaTokenSecret);
});
