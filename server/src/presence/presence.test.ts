import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { randomToken } from "../kit/random.ts";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { goLive, openPage } from "../testing/stage.ts";
import { createPresenceStore } from "./presence.store.ts";

let serverA: TestServer;
let serverB: TestServer;
beforeAll(async () => {
  const database = `test-${randomToken(6)}`;
  serverA = await startTestServer({ database });
  serverB = await startTestServer({ database });
});
afterAll(async () => {
  await serverA.stop();
  await serverB.stop();
});

test("viewers are counted over all servers: a person once, every visitor, the host not", async () => {
  const { owner, show } = await goLive(serverA);
  const ann = await serverA.person("ann");
  const studio = await openPage(owner, show.id);
  const visitor = await openPage(serverB.visitor(), show.id);
  await visitor.sees(1);
  const [laptop, phone] = [await openPage(ann, show.id), await openPage(ann, show.id)];
  await visitor.sees(2);
  const second = await openPage(serverA.visitor(), show.id);
  for (const page of [visitor, laptop, phone, studio]) await page.sees(3);

  expect((await owner.must(routes.readShow, { params: { showId: show.id } })).viewers).toBe(3);
  const { items } = await serverB.visitor().must(routes.listShows);
  expect(items.find(({ id }) => id === show.id)?.viewers).toBe(3);
  const snapshot = await second.request("show:join", { showId: show.id });
  expect(snapshot.ok && snapshot.data.viewers).toBe(3);

  phone.close();
  second.close();
  await visitor.sees(2);
  await laptop.request("show:leave", { showId: show.id });
  await visitor.sees(1);
  visitor.close();
  studio.close();
});

test("the viewers of a server that stops are gone at once", async () => {
  const { show } = await goLive(serverA);
  const page = await openPage(serverA.visitor(), show.id);
  const leaving = await startTestServer({ database: serverA.config.mongo.database });
  await openPage(leaving.visitor(), show.id);
  await page.sees(2);
  await leaving.stop();
  await page.sees(1);
  page.close();
});

test("the viewers of a server that died count no more after their lease", async () => {
  const store = createPresenceStore(serverA.parts.redis);
  const showId = `show-${randomToken(6)}`;
  expect(await store.update(showId, { here: ["ann", "bob"], left: [], leaseMs: 400 })).toBe(2);
  expect(await store.update(showId, { here: ["cat"], left: ["bob"], leaseMs: 60_000 })).toBe(2);
  await vi.waitFor(
    async () => {
      expect(await store.update(showId, { here: [], left: [], leaseMs: 60_000 })).toBe(1);
    },
    { timeout: 15_000, interval: 50 },
  );
  expect((await store.count([showId])).get(showId)).toBe(1);
  await store.update(showId, { here: [], left: ["cat"], leaseMs: 1 });
});
