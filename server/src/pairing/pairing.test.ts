import { type AnyRoute, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { goLive, joinTeam } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const step = {
  ...{ id: "a".repeat(24), heading: "Hello", notes: "Smile", minutes: 5 },
  ...{ productId: null, dropId: null },
};

/** A show with a plan, and a device that was paired with it. */
const pair = async (): Promise<{
  owner: Client;
  shopId: string;
  showId: string;
  screen: Client;
  code: string;
}> => {
  const { owner, shop, show } = await goLive(server);
  const params = { showId: show.id };
  await owner.must(routes.saveRunOfShow, { params, body: { revision: 0, steps: [step] } });
  const { code } = await owner.must(routes.beginPairing, { params });
  const screen = server.visitor();
  await screen.must(routes.pairScreen, {
    body: { code },
    headers: { "user-agent": "Mozilla/5.0 (iPad; CPU OS 17_0) Safari/605" },
  });
  return { owner, shopId: shop.id, showId: show.id, screen, code };
};

test("a paired device sees and moves its show's plan, and is nobody to every other call", async () => {
  const { owner, showId, screen } = await pair();
  const view = await screen.must(routes.readScreen);
  expect(view).toMatchObject({ show: { id: showId }, run: { steps: [{ notes: "Smile" }] } });
  const run = await screen.must(routes.moveOnScreen, { body: { stepId: step.id, act: "shown" } });
  expect(run.steps[0]?.shownAt).not.toBeNull();
  expect(await owner.must(routes.readRunOfShow, { params: { showId } })).toEqual(run);
  await screen.must(routes.featureOnScreen, { body: { questionId: null } });

  const all: AnyRoute[] = Object.values(routes);
  const closed = all.filter(({ access }) => access === "signed-in" || access === "customer");
  expect(closed.length).toBeGreaterThan(100);
  for (const route of closed) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
    const params = Object.fromEntries(names.map((name) => [name, showId]));
    expect([route.path, await screen.call(route, { params })]).toMatchObject([
      route.path,
      { ok: false, error: { code: "SIGN_IN_REQUIRED" } },
    ]);
  }
  expect((await screen.must(routes.readMe)).me).toBeNull();
});

test("a code is good once; the second who comes with it is told so, and a wrong one that it is not one", async () => {
  const { code } = await pair();
  expect(await server.visitor().call(routes.pairScreen, { body: { code } })).toMatchObject({
    error: { code: "PAIRING_USED" },
  });
  const { owner, show } = await goLive(server);
  const { code: fresh } = await owner.must(routes.beginPairing, { params: { showId: show.id } });
  const both = await Promise.all(
    [1, 2].map(() => server.visitor().call(routes.pairScreen, { body: { code: fresh } })),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  const keys = await server.parts.redis.keys("pairing:*");
  expect(keys.some((key) => key.includes(fresh))).toBe(false);
  expect(await server.visitor().call(routes.pairScreen, { body: { code: "x".repeat(22) } })).toMatchObject({
    error: { code: "PAIRING_EXPIRED" },
  });
});

test("a code whose time is over does not count", async () => {
  const { owner, show } = await goLive(server);
  const { code } = await owner.must(routes.beginPairing, { params: { showId: show.id } });
  const { redis } = server.parts;
  // As Redis does by itself after two minutes.
  for (const key of await redis.keys("pairing:*")) {
    expect(await redis.ttl(key)).toBeGreaterThan(0);
    if (!key.startsWith("pairing:used:")) await redis.del(key);
  }
  expect(await server.visitor().call(routes.pairScreen, { body: { code } })).toMatchObject({
    error: { code: "PAIRING_EXPIRED" },
  });
});

test("a screen that is taken off is cut at once and can do nothing more", async () => {
  const { owner, showId, screen } = await pair();
  const page = await screen.connect();
  const told: unknown[] = [];
  const cut = new Promise((resolve) => page.socket.once("disconnect", resolve));
  page.socket.on("screen", (news: unknown) => told.push(news));
  const { items } = await owner.must(routes.listScreens, { params: { showId } });
  expect(items).toMatchObject([{ device: "Safari, iPad" }]);
  const moved = owner.must(routes.moveInRun, { params: { showId }, body: { stepId: step.id, act: "go" } });
  await Promise.all([moved, new Promise((resolve) => page.socket.once("screen", resolve))]);
  expect(told).toMatchObject([{ event: "run:changed", showId }]);
  await owner.must(routes.removeScreen, { params: { showId, screenId: items[0]?.id ?? "" } });
  await cut;
  expect(told).toMatchObject([{ event: "run:changed" }, { event: "ended" }]);
  expect(await screen.call(routes.readScreen)).toMatchObject({ error: { code: "SCREEN_ENDED" } });
  expect(await screen.call(routes.moveOnScreen, { body: { stepId: step.id, act: "shown" } })).toMatchObject({
    error: { code: "SCREEN_ENDED" },
  });
});

test("a screen ends with the role of whoever paired it", async () => {
  const { owner, shopId, showId } = await pair();
  const manager = await server.person("manager");
  await joinTeam(owner, shopId, manager, "manager");
  const { code } = await manager.must(routes.beginPairing, { params: { showId } });
  const screen = server.visitor();
  await screen.must(routes.pairScreen, { body: { code } });
  await owner.must(routes.changeRole, {
    params: { shopId, userId: manager.me.id },
    body: { role: "moderator" },
  });
  expect(await screen.call(routes.readScreen)).toMatchObject({ error: { code: "SCREEN_ENDED" } });
});
