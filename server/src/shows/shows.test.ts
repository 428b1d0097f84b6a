import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { goLive, openPage, openStage, soon } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("a show is scheduled, edited, started and ended, and its page follows", async () => {
  const { owner, shop, show } = await openStage(server);
  expect(show).toMatchObject({ status: "scheduled", shop: { id: shop.id, handle: shop.handle }, viewers: 0 });
  const page = await openPage(server.visitor(), show.id);
  const params = { showId: show.id };

  await owner.must(routes.editShow, { params, body: { title: "Better title" } });
  expect((await page.hears("show:changed")).data.title).toBe("Better title");

  const live = await owner.must(routes.startShow, { params });
  expect(live.startedAt).not.toBeNull();
  const started = await page.hears("show:changed", ({ data }) => data.status === "live");
  expect(await owner.must(routes.startShow, { params })).toMatchObject({
    status: "live",
    startedAt: live.startedAt,
  });
  expect(await owner.call(routes.editShow, { params, body: { startsAt: soon() } })).toMatchObject({
    error: { code: "INVALID_INPUT", path: "startsAt" },
  });

  const ended = await owner.must(routes.endShow, { params });
  expect(ended).toMatchObject({ status: "ended", startedAt: live.startedAt });
  const last = await page.hears("show:changed", ({ data }) => data.status === "ended");
  expect([started.seq, last.seq]).toEqual([2, 3]);

  for (const [route, code] of [
    [routes.endShow, "SHOW_NOT_LIVE"],
    [routes.startShow, "SHOW_NOT_STARTABLE"],
    [routes.cancelShow, "SHOW_NOT_STARTABLE"],
  ] as const)
    expect(await owner.call(route, { params })).toMatchObject({ error: { code } });
  expect(await owner.call(routes.editShow, { params, body: { title: "x" } })).toMatchObject({
    error: { code: "SHOW_ENDED" },
  });
  page.close();
});

test("a shop has one show on the air, however many are started at once", async () => {
  const { owner, shop } = await openStage(server);
  for (let round = 0; round < 5; round++) {
    const shows = await Promise.all(
      ["a", "b", "c"].map((title) =>
        owner.must(routes.scheduleShow, { params: { shopId: shop.id }, body: { title, startsAt: soon() } }),
      ),
    );
    const results = await Promise.all(
      shows.map(({ id }) => owner.call(routes.startShow, { params: { showId: id } })),
    );
    const codes = results.map((result) => (result.ok ? result.data.status : result.error.code));
    expect(codes.toSorted()).toEqual(["SHOW_ALREADY_LIVE", "SHOW_ALREADY_LIVE", "live"]);
    const winner = results.find((result) => result.ok);
    if (!winner?.ok) throw new Error("unreachable");
    await owner.must(routes.endShow, { params: { showId: winner.data.id } });
  }
});

test("only owner and managers manage shows, and a start lies in the future", async () => {
  const { owner, shop, show } = await openStage(server);
  const stranger = await server.person("stranger");
  const params = { showId: show.id };
  const schedule = { params: { shopId: shop.id }, body: { title: "Mine", startsAt: soon() } };
  expect(await stranger.call(routes.scheduleShow, schedule)).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  expect(await server.visitor().call(routes.scheduleShow, schedule)).toMatchObject({
    error: { code: "SIGN_IN_REQUIRED" },
  });
  for (const route of [routes.startShow, routes.endShow, routes.cancelShow])
    expect(await stranger.call(route, { params })).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(
    await owner.call(routes.scheduleShow, {
      ...schedule,
      body: { title: "Late", startsAt: "2020-01-01T00:00:00.000Z" },
    }),
  ).toMatchObject({ error: { code: "SHOW_STARTS_IN_PAST", path: "startsAt" } });
  expect(
    await owner.call(routes.scheduleShow, {
      ...schedule,
      body: { title: "Stolen poster", startsAt: soon(), posterImageId: show.id },
    }),
  ).toMatchObject({ error: { code: "INVALID_INPUT", path: "posterImageId" } });
  expect(await owner.call(routes.readShow, { params: { showId: "f".repeat(24) } })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
});

test("live shows come first, then upcoming ones by start, then ended ones; cancelled ones are not listed", async () => {
  const alone = await startTestServer();
  try {
    const first = await goLive(alone);
    const schedule = (title: string, hours: number) =>
      first.owner.must(routes.scheduleShow, {
        params: { shopId: first.shop.id },
        body: { title, startsAt: soon(hours) },
      });
    await schedule("in two days", 48);
    await schedule("in an hour", 1);
    const cancelled = await schedule("never", 2);
    await first.owner.must(routes.cancelShow, { params: { showId: cancelled.id } });
    const second = await goLive(alone);
    await second.owner.must(routes.endShow, { params: { showId: second.show.id } });

    const { items } = await alone.visitor().must(routes.listShows);
    expect(items.map(({ title, status }) => `${title}: ${status}`)).toEqual([
      "First show: live",
      "in an hour: scheduled",
      "in two days: scheduled",
      "First show: ended",
    ]);
    const page = await first.owner.must(routes.readShopPage, { params: { handle: first.shop.handle } });
    expect(page.shows.map(({ title }) => title)).toEqual(["First show", "in an hour", "in two days"]);
  } finally {
    await alone.stop();
  }
});
