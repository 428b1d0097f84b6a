import { type Result, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sale, startSale } from "../testing/sale.ts";
import { createFollowStore } from "./follows.store.ts";

let sale: Sale;
beforeAll(async () => {
  sale = await startSale();
}, 60_000);
afterAll(() => sale.stop());

const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.error.code);

test("a shop is followed once and counted once; the person's other pages hear of it", async () => {
  const { server, host, shopId } = sale;
  const ann = await server.person("ann");
  const page = await ann.connect();
  const heard: unknown[] = [];
  page.socket.on("person", (...news: unknown[]) => heard.push(news));
  const shop = { params: { kind: "shop", id: shopId }, body: {} } as const;
  await Promise.all([1, 2, 3].map(() => ann.must(routes.follow, shop)));
  expect(await ann.must(routes.readFollowing)).toEqual({ shops: [shopId], shows: [], drops: [] });
  expect((await ann.must(routes.listFollowedShops)).items).toMatchObject([{ shop: { id: shopId } }]);
  const since = await createFollowStore(server.db).followedSince(shopId, ann.me.id);
  expect(since).toBeInstanceOf(Date);
  expect(await host.must(routes.countFollowers, { params: { shopId } })).toEqual({ followers: 1 });

  await ann.must(routes.unfollow, { params: shop.params });
  await ann.must(routes.unfollow, { params: shop.params });
  expect(await ann.must(routes.readFollowing)).toEqual({ shops: [], shows: [], drops: [] });
  expect(await createFollowStore(server.db).followedSince(shopId, ann.me.id)).toBeNull();
  // Nothing is kept of it.
  expect(await server.db.collection("follows").countDocuments()).toBe(0);
  await expect
    .poll(() => heard)
    .toEqual([
      ["follow:changed", { kind: "shop", id: shopId, following: true }],
      ["follow:changed", { kind: "shop", id: shopId, following: false }],
    ]);
  page.close();
});

test("only what is still to come can be saved or wished for", async () => {
  const { server, host, shopId, show } = sale;
  const ann = await server.person("ann");
  const follow = async (kind: "shop" | "show" | "drop", id: string) =>
    code(await ann.call(routes.follow, { params: { kind, id }, body: {} }));
  const later = await host.must(routes.scheduleShow, {
    params: { shopId },
    body: { title: "Second firing", startsAt: new Date(Date.now() + 3_600_000).toISOString() },
  });
  const [open, coming] = [
    await sale.drop({ quantity: 1 }),
    await sale.drop({ quantity: 1, opensAt: new Date(Date.now() + 3_600_000).toISOString() }),
  ];
  expect(await follow("show", show.id)).toBe("NOTHING_TO_COME");
  expect(await follow("show", later.id)).toBe("ok");
  expect(await follow("drop", open.id)).toBe("NOTHING_TO_COME");
  expect(await follow("drop", coming.id)).toBe("ok");
  for (const kind of ["shop", "show", "drop"] as const)
    expect([kind, await follow(kind, ann.me.id)]).toEqual([kind, "NOT_FOUND"]);
  await host.must(routes.cancelShow, { params: { showId: later.id } });
  // Who saved it before keeps it; nobody can any more.
  expect(await follow("show", later.id)).toBe("ok");
  const bob = await server.person("bob");
  const again = { params: { kind: "show", id: later.id }, body: {} } as const;
  expect(code(await bob.call(routes.follow, again))).toBe("NOTHING_TO_COME");
});
