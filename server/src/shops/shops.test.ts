import { ok, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuditStore } from "../audit/audit.store.ts";
import { systemClock } from "../kit/clock.ts";
import { createTransact } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";
import { createPayoutAccountStore } from "../payouts/payout-accounts.store.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { joinTeam } from "../testing/stage.ts";
import { createMemberStore } from "./members.store.ts";
import { removeMember } from "./remove-member.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const PASSWORD = "a fine long password";

const aHandle = () => `s${randomToken(9).toLowerCase().replaceAll(/[-_]/g, "x")}`;

const ownerWithShop = async (name: string) => {
  const owner = await server.person(name);
  const shop = await owner.must(routes.openShop, { body: { handle: aHandle(), name: `${name}'s shop` } });
  return { owner, shop };
};

const giveRole = async (owner: Client, shopId: string, role: "manager" | "moderator") => {
  const person = await server.person(role);
  await joinTeam(owner, shopId, person, role);
  return person;
};

test("a person opens a shop, owns it, and everybody finds it by its handle in any case", async () => {
  const ann = await server.person("ann");
  const handle = aHandle();
  const shop = await ann.must(routes.openShop, {
    body: { handle: ` ${handle.toUpperCase()} `, name: " Ann's pots ", about: "Clay" },
  });
  expect(shop).toMatchObject({ handle, name: "Ann's pots", about: "Clay", avatarUrl: null });
  const { me } = await ann.must(routes.readMe);
  expect(me?.memberships).toEqual([{ shopId: shop.id, handle, name: "Ann's pots", role: "owner" }]);
  const page = await server.visitor().must(routes.readShopPage, { params: { handle: handle.toUpperCase() } });
  expect(page).toEqual({ shop, products: [], shows: [] });
  expect(await server.visitor().call(routes.readShopPage, { params: { handle: aHandle() } })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
});

test("of ten people who want one handle at once, one gets it; of ten shops that one person opens at once, one", async () => {
  const people = await Promise.all(Array.from({ length: 10 }, (_, i) => server.person(`p${i}`)));
  const handle = aHandle();
  const wishes = await Promise.all(
    people.map((person) => person.call(routes.openShop, { body: { handle, name: "The one" } })),
  );
  expect(wishes.filter(({ ok }) => ok)).toHaveLength(1);
  for (const wish of wishes)
    if (!wish.ok) expect(wish.error).toMatchObject({ code: "HANDLE_TAKEN", path: "handle" });

  const eager = await server.person("eager");
  const tries = await Promise.all(
    Array.from({ length: 10 }, () =>
      eager.call(routes.openShop, { body: { handle: aHandle(), name: "Many" } }),
    ),
  );
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  for (const attempt of tries) if (!attempt.ok) expect(attempt.error.code).toBe("SHOP_ALREADY_OPEN");
  const { me } = await eager.must(routes.readMe);
  expect(me?.memberships).toHaveLength(1);
});

test.each(["api", "Studio", "orders", "shows", "products", "sign-in", "sign_in", "ad-min", "showdrop"])(
  "the handle %s is kept back",
  async (handle) => {
    const ann = await server.person("ann");
    expect(await ann.call(routes.openShop, { body: { handle, name: "Mine" } })).toMatchObject({
      error: { code: "HANDLE_TAKEN", path: "handle" },
    });
  },
);

test.each<[string, unknown, string]>([
  ["an operator for a handle", { handle: { $ne: null }, name: "x" }, "handle"],
  ["a list for a handle", { handle: ["abc"], name: "x" }, "handle"],
  ["a handle with a slash", { handle: "a/b/c", name: "x" }, "handle"],
  ["a number for a name", { handle: "abcdef", name: 7 }, "name"],
  ["an owner given along", { handle: "abcdef", name: "x", ownerId: "5".repeat(24) }, "ownerId"],
  ["a prototype", JSON.parse('{"handle":"abcdef","name":"x","__proto__":{"admin":true}}'), "__proto__"],
])("%s is refused at its field", async (_, body, path) => {
  const ann = await server.person("ann");
  const answer = await fetch(`${server.url}/api/shops`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: ann.cookie() },
    body: JSON.stringify(body),
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { error: { code: "INVALID_INPUT", path } },
  ]);
});

test("who may do what: owner, manager, moderator, stranger, visitor", async () => {
  const { owner, shop } = await ownerWithShop("olga");
  const params = { shopId: shop.id };
  const manager = await giveRole(owner, shop.id, "manager");
  const moderator = await giveRole(owner, shop.id, "moderator");
  const stranger = await server.person("stranger");
  const visitor = server.visitor();

  const codes = async (act: (client: Client) => Promise<{ ok: boolean; error?: { code: string } }>) => {
    const found: string[] = [];
    for (const client of [owner, manager, moderator, stranger, visitor]) {
      const result = await act(client);
      found.push(result.ok ? "ok" : (result.error?.code ?? "?"));
    }
    return found;
  };
  const no = "NOT_ALLOWED";
  const signIn = "SIGN_IN_REQUIRED";
  expect(await codes((c) => c.call(routes.editShop, { params, body: { about: "New" } }))).toEqual([
    "ok",
    no,
    no,
    no,
    signIn,
  ]);
  expect(await codes((c) => c.call(routes.listMembers, { params }))).toEqual(["ok", "ok", no, no, signIn]);
  expect(await codes((c) => c.call(routes.listProducts, { params }))).toEqual(["ok", "ok", no, no, signIn]);
  expect(
    await codes((c) =>
      c.call(routes.inviteMember, { params, body: { email: "nobody@example.com", role: "manager" } }),
    ),
  ).toEqual(["ok", no, no, no, signIn]);
  expect(
    await codes((c) =>
      c.call(routes.changeRole, {
        params: { ...params, userId: moderator.me.id },
        body: { role: "moderator" },
      }),
    ),
  ).toEqual(["ok", no, no, no, signIn]);
  expect(
    await codes((c) => c.call(routes.removeMember, { params: { ...params, userId: owner.me.id } })),
  ).toEqual(["OWNER_CANNOT_LEAVE", no, no, no, signIn]);
  const nowhere = { shopId: "5".repeat(24) };
  expect(await codes((c) => c.call(routes.editShop, { params: nowhere, body: { about: "" } }))).toEqual([
    "NOT_FOUND",
    "NOT_FOUND",
    "NOT_FOUND",
    "NOT_FOUND",
    signIn,
  ]);
});

test("whoever loses their role leaves the team's room, and nobody does when nothing was taken away", async () => {
  const { owner, shop } = await ownerWithShop("olga");
  const manager = await giveRole(owner, shop.id, "manager");
  const { db } = server.parts;
  const left: string[][] = [];
  const offAir: string[][] = [];
  const told: unknown[] = [];
  const remove = (userId: string) =>
    removeMember(
      {
        members: createMemberStore(db),
        audit: createAuditStore(db, systemClock),
        transact: createTransact(db),
        hub: {
          removeFromTeam: (...who) => void left.push(who),
          toPerson: (userId, event, data) => void told.push([userId, event, data]),
        },
        dropStreamKey: async () => null,
        stopHosting: async (...who) => void offAir.push(who),
      },
      { shopId: shop.id, actorId: owner.me.id, userId },
    );
  expect(await remove(manager.me.id)).toEqual({ ok: true, data: { done: true } });
  expect(await remove(manager.me.id)).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
  expect(await remove(owner.me.id)).toMatchObject({ ok: false, error: { code: "OWNER_CANNOT_LEAVE" } });
  expect(left).toEqual([[manager.me.id, shop.id]]);
  expect(told).toEqual([[manager.me.id, "role:changed", { shopId: shop.id, role: null }]]);
  expect(offAir).toEqual([[shop.id, manager.me.id]]);
});

test("an owner hands the shop over to a manager, stays as one, and may then leave", async () => {
  const { owner, shop } = await ownerWithShop("olga");
  const manager = await giveRole(owner, shop.id, "manager");
  const moderator = await giveRole(owner, shop.id, "moderator");
  const params = { shopId: shop.id };
  const handOver = (who: Client, userId: string, password = PASSWORD) =>
    who.call(routes.handOverShop, { params, body: { userId, password } });
  const roles = async (who: Client) => {
    const { items } = await who.must(routes.listMembers, { params });
    return new Map(items.map(({ person, role }) => [person.id, role]));
  };
  const code = (result: Awaited<ReturnType<typeof handOver>>) => (result.ok ? "ok" : result.error.code);

  expect(code(await handOver(owner, manager.me.id, "not the password"))).toBe("WRONG_PASSWORD");
  expect(code(await handOver(manager, manager.me.id))).toBe("NOT_ALLOWED");
  expect(code(await handOver(owner, moderator.me.id))).toBe("NOT_A_MANAGER");
  expect(code(await handOver(owner, "5".repeat(24)))).toBe("NOT_FOUND");
  const rich = await giveRole(owner, shop.id, "manager");
  await rich.must(routes.openShop, { body: { handle: aHandle(), name: "Own" } });
  expect(code(await handOver(owner, rich.me.id))).toBe("OWNS_ANOTHER_SHOP");
  // Nothing of a refused one is left.
  expect((await roles(owner)).get(owner.me.id)).toBe("owner");
  expect((await roles(owner)).get(rich.me.id)).toBe("manager");

  const { db } = server.parts;
  const payouts = createPayoutAccountStore(db);
  await createTransact(db)(async (session) =>
    ok(await payouts.add(shop.id, "acct_olga", new Date(), session)),
  );
  const tries = await Promise.all([handOver(owner, manager.me.id), handOver(owner, manager.me.id)]);
  expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
  const after = await roles(manager);
  expect([after.get(manager.me.id), after.get(owner.me.id)]).toEqual(["owner", "manager"]);
  expect(code(await handOver(owner, manager.me.id))).toBe("NOT_ALLOWED");
  expect((await manager.call(routes.openShop, { body: { handle: aHandle(), name: "Two" } })).ok).toBe(false);
  // The account is olga's, not the shop's.
  expect(await payouts.ofShop(shop.id)).toBeNull();
  const rows = await db.collection("audit_log").find({ action: "shop:handOver" }).toArray();
  expect(rows.filter(({ subject }) => subject === `shop:${shop.id}`)).toHaveLength(1);

  expect((await owner.must(routes.readErasure)).obstacles).toEqual([]);
  const back = await manager.call(routes.removeMember, { params: { ...params, userId: owner.me.id } });
  expect(back.ok).toBe(true);
  // Who has none may open one again.
  await owner.must(routes.openShop, { body: { handle: aHandle(), name: "Anew" } });
});
