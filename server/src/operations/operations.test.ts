import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { mediaNodes } from "../testing/media-nodes.ts";
import { goLive, type Stage } from "../testing/stage.ts";
import { createUserStore } from "../users/users.store.ts";

const PASSWORD = "a fine long password";

let server: TestServer;
/** A further server on the same record. */
let other: TestServer;
let operator: Client;
let stage: Stage;
beforeAll(async () => {
  server = await startTestServer();
  other = await startTestServer({ database: server.config.mongo.database });
  operator = await server.person("watch");
  await createUserStore(server.parts.db).setOperator(operator.me.email, true);
  stage = await goLive(server);
});
afterAll(() => Promise.all([server.stop(), other.stop()]));

const auditOf = async (query: { action?: string; actorId?: string; from?: string; to?: string }) =>
  (await operator.must(routes.listAudit, { query: { limit: 50, ...query } })).items;

test("an operator sees what is on the air and on which node; for anybody else nothing is there", async () => {
  const nodes = mediaNodes(() => server.parts.redis);
  const nodeId = `node-${stage.show.id}`;
  await nodes.register(nodeId, { peers: 50, carrying: [stage.show.id], draining: true });
  const { items } = await operator.must(routes.listShowsOnAir);
  expect(items.find(({ id }) => id === stage.show.id)).toMatchObject({
    title: "First show",
    status: "live",
    shop: { name: "Ann's" },
    viewers: 0,
  });
  const found = (await operator.must(routes.listMediaNodes)).items.find((node) => node.nodeId === nodeId);
  expect(found).toMatchObject({ peers: 50, capacity: 200, shows: 1, draining: true });
  expect(await operator.must(routes.readOperations)).toMatchObject({
    parts: { mongo: true, redis: true },
    errands: { due: 0, dead: 0, oldestDueAt: null },
  });
  for (const route of [routes.listShowsOnAir, routes.listMediaNodes, routes.listAudit, routes.findAccounts])
    expect(await stage.owner.call(route)).toMatchObject({ error: { code: "NOT_FOUND" } });
  await nodes.forget(nodeId);
});

test("an account is found by name or email, whatever its case, and told of without what it bought", async () => {
  const ann = await server.person("ann-search");
  for (const text of ["ANN-sea", ann.me.email.toUpperCase()])
    expect((await operator.must(routes.findAccounts, { query: { text } })).items).toMatchObject([
      { id: ann.me.id, displayName: "ann-search", suspended: false },
    ]);
  expect((await operator.must(routes.findAccounts, { query: { text: ".*" } })).items).toEqual([]);
  const report = await operator.must(routes.readAccount, { params: { userId: ann.me.id } });
  expect(report).toMatchObject({ suspension: null, secondFactor: false, memberships: [] });
  expect(report.sessions).toHaveLength(1);
});

test("whoever is suspended is cut off on every server and kept out, until they are restored (invariants 14, 19)", async () => {
  const bob = await server.person("bob");
  const page = await bob.connect(other.url);
  const gone = new Promise((resolve) => page.socket.once("disconnect", resolve));
  const params = { userId: bob.me.id };
  const signIn = () =>
    server.visitor().call(routes.signIn, { body: { email: bob.me.email, password: PASSWORD } });

  const suspended = await operator.must(routes.suspendAccount, { params, body: { reason: "Card fraud" } });
  expect(suspended).toMatchObject({ suspended: true, suspension: { reason: "Card fraud" }, sessions: [] });
  await gone;
  expect((await bob.must(routes.readMe)).me).toBeNull();
  expect(await signIn()).toMatchObject({ error: { code: "SUSPENDED" } });
  // Who does not have the password does not learn of it.
  const guess = { email: bob.me.email, password: "not the password" };
  expect(await server.visitor().call(routes.signIn, { body: guess })).toMatchObject({
    error: { code: "WRONG_CREDENTIALS" },
  });
  const again = await operator.call(routes.suspendAccount, { params, body: { reason: "Card fraud" } });
  expect(again).toMatchObject({ error: { code: "SUSPENDED_ALREADY" } });

  await operator.must(routes.restoreAccount, { params, body: { reason: "It was his sister" } });
  expect(await signIn()).toMatchObject({ ok: true });
  expect(await operator.call(routes.restoreAccount, { params, body: { reason: "again" } })).toMatchObject({
    error: { code: "NOT_SUSPENDED" },
  });
  const rows = (await auditOf({ action: "account" })).filter(({ subject }) => subject.endsWith(bob.me.id));
  expect(rows).toMatchObject([
    { action: "account:restore", reason: "It was his sister", actor: { displayName: "watch" } },
    { action: "account:suspend", reason: "Card fraud", actor: { id: operator.me.id } },
  ]);
});

test("operators do not suspend operators, and nothing is done without a reason", async () => {
  const params = { userId: operator.me.id };
  expect(await operator.call(routes.suspendAccount, { params, body: { reason: "oops" } })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  expect(await operator.call(routes.suspendAccount, { params, body: { reason: " " } })).toMatchObject({
    error: { code: "INVALID_INPUT", path: "reason" },
  });
  expect((await operator.must(routes.readMe)).me?.id).toBe(operator.me.id);
});

test("a show is ended with a reason, once, and the log finds it by actor, action and time", async () => {
  const before = new Date(Date.now() - 1_000).toISOString();
  const params = { showId: stage.show.id };
  const body = { reason: "Sells what may not be sold" };
  expect(await stage.owner.call(routes.endShowForAll, { params, body })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
  await operator.must(routes.endShowForAll, { params, body });
  expect((await server.visitor().must(routes.readShow, { params })).status).toBe("ended");
  expect(await operator.call(routes.endShowForAll, { params, body })).toMatchObject({
    error: { code: "SHOW_NOT_LIVE" },
  });
  const row = { action: "show:end", subject: `show:${stage.show.id}`, reason: body.reason };
  expect(await auditOf({ action: "show:end" })).toMatchObject([row]);
  expect(await auditOf({ actorId: operator.me.id, from: before })).toContainEqual(
    expect.objectContaining(row),
  );
  expect(await auditOf({ action: "show", to: before })).toEqual([]);
});
