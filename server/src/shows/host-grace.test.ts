import { MEDIA_NODES_KEY, routes } from "@showdrop/shared";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { mediaNodes } from "../testing/media-nodes.ts";
import { mediaOrders } from "../testing/media-orders.ts";
import { type OwnRedis, startOwnRedis } from "../testing/redis.ts";
import { eventually } from "../testing/sale.ts";
import { goLive, openPage, type Stage } from "../testing/stage.ts";

const GRACE_SECONDS = 60;

let redis: OwnRedis;
let servers: TestServer[] = [];
/** How far the servers' clocks are ahead, in milliseconds. */
let ahead = 0;
const start = (database?: string): Promise<TestServer> =>
  startTestServer({
    env: { REDIS_URL: redis.url, HOST_GRACE_SECONDS: `${GRACE_SECONDS}` },
    clock: { now: () => Date.now() + ahead },
    ...(database === undefined ? {} : { database }),
  });
const one = (): TestServer => {
  const [first] = servers;
  if (!first) throw new Error("no server runs");
  return first;
};
const startThree = async (database?: string): Promise<void> => {
  const first = await start(database);
  servers = [first, ...(await Promise.all([1, 2].map(() => start(first.config.mongo.database))))];
};
const stopAll = () => Promise.all(servers.map((server) => server.stop()));
const { register, forgetAll } = mediaNodes(() => one().parts.redis);
beforeAll(async () => {
  // Of its own: the nodes of other tests would be read too.
  redis = await startOwnRedis();
  await startThree();
});
beforeEach(forgetAll);
afterAll(async () => {
  await stopAll();
  await redis.kill();
});

const statusOf = async ({ show }: Stage): Promise<string> =>
  (
    await one()
      .visitor()
      .must(routes.readShow, { params: { showId: show.id } })
  ).status;
/** Those who send now, as the registry says. */
const hosting = (...stages: Stage[]) => register("n", { hosting: stages.map(({ show }) => show.id) });
const becomes = (stage: Stage, status: string) =>
  eventually(async () => expect(await statusOf(stage)).toBe(status));
/** Live shows whose hosts leave together, as soon as everybody knows that they were there. */
const left = async (count: number): Promise<Stage[]> => {
  const stages = await Promise.all(Array.from({ length: count }, () => goLive(one())));
  await hosting(...stages);
  for (const { show } of stages)
    await eventually(async () =>
      expect(await one().db.model("Show").exists({ _id: show.id, hosted: true })).not.toBeNull(),
    );
  await hosting();
  return stages;
};
/** Hurries the clocks, little enough that nothing else is due. */
const becomesPaused = (stage: Stage) =>
  eventually(async () => {
    ahead += 100;
    expect(await statusOf(stage)).toBe("paused");
  });
/** As many shows that have just been paused, and one more to see by when the servers have looked around. */
const pausedShows = async (count: number): Promise<{ stages: Stage[]; lookAround: () => Promise<void> }> => {
  const [witness, ...stages] = await left(count + 1);
  if (!witness) throw new Error("a witness is there");
  for (const stage of [witness, ...stages]) await becomesPaused(stage);
  return {
    stages,
    async lookAround() {
      await hosting(witness);
      await becomes(witness, "live");
    },
  };
};
const endings = async ({ show }: Stage) =>
  one()
    .db.model("AuditRow")
    .find({ subject: `show:${show.id}`, action: "show:end" })
    .lean();

test("a show without its host ends once its grace is over: once, by the system, for everybody", async () => {
  const [stage, witness] = await left(2);
  if (!stage || !witness) throw new Error("two shows were live");
  const { owner, show } = stage;
  const page = await openPage(one().visitor(), show.id);
  await becomesPaused(stage);
  await becomesPaused(witness);
  const { data: away } = await page.hears("show:changed", ({ data }) => data.status === "paused");
  const due = Date.parse(away.hostAwaitedUntil ?? "");
  expect(due - Date.parse(away.pausedAt ?? "")).toBe(GRACE_SECONDS * 1000);

  ahead = due - Date.now() - 10_000;
  await hosting(witness);
  await becomes(witness, "live");
  expect(await statusOf(stage)).toBe("paused");

  ahead = due - Date.now() + 1_000;
  const { data: over } = await page.hears("show:changed", ({ data }) => data.status === "ended");
  expect(over).toMatchObject({ pausedAt: null, hostAwaitedUntil: null });
  expect(Date.parse(over.endedAt ?? "")).toBeGreaterThanOrEqual(due);
  // Long enough for the other servers to try as well.
  await hosting();
  await becomesPaused(witness);
  expect(await endings(stage)).toMatchObject([
    { actorId: null, reason: "The host did not come back.", before: { status: "paused" } },
  ]);
  expect((await mediaOrders(one().parts.redis, show.id)).map(({ type }) => type)).toEqual([
    "show:ended",
    "recording:finish",
  ]);
  const statuses = page.entries.flatMap((entry) =>
    entry.event === "show:changed" ? [entry.data.status] : [],
  );
  expect(statuses).toEqual(["paused", "ended"]);
  expect(await owner.call(routes.endShow, { params: { showId: show.id } })).toMatchObject({
    error: { code: "SHOW_NOT_LIVE" },
  });
  page.close();
}, 40_000);

test("a restart of every server neither forgets a paused show nor ends it before its host had time to come back", async () => {
  const { stages, lookAround } = await pausedShows(2);
  const [back, gone] = stages;
  if (!back || !gone) throw new Error("two shows were paused");
  const { database } = one().config.mongo;
  await stopAll();
  ahead += 10 * GRACE_SECONDS * 1000;
  await startThree(database);
  await lookAround();
  expect([await statusOf(back), await statusOf(gone)]).toEqual(["paused", "paused"]);
  await hosting(back);
  await becomes(back, "live");

  ahead += 20_000;
  await becomes(gone, "ended");
  expect(await statusOf(back)).toBe("live");
  expect(await endings(gone)).toHaveLength(1);
}, 60_000);

test("while the registry cannot be read no host is declared gone", async () => {
  const { stages, lookAround } = await pausedShows(1);
  const [stage] = stages;
  if (!stage) throw new Error("one show was paused");
  const { redis: registry } = one().parts;
  const nodes = await registry.sMembers(MEDIA_NODES_KEY);
  await registry.del(MEDIA_NODES_KEY);
  await registry.set(MEDIA_NODES_KEY, "not a set");
  // Every server has looked, and was told that this is no registry.
  const failures = async () =>
    Number((await registry.info("errorstats")).match(/errorstat_WRONGTYPE:count=(\d+)/)?.[1] ?? 0);
  const everybodyFailed = async () => {
    const before = await failures();
    await eventually(async () => expect(await failures()).toBeGreaterThan(before + 3 * servers.length));
  };
  await everybodyFailed();
  ahead += 10 * GRACE_SECONDS * 1000;
  await everybodyFailed();
  await registry.del(MEDIA_NODES_KEY);
  await registry.sAdd(MEDIA_NODES_KEY, nodes);
  await lookAround();
  expect(await statusOf(stage)).toBe("paused");
  ahead += 20_000;
  await becomes(stage, "ended");
}, 60_000);
