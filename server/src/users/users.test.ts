import { randomBytes } from "node:crypto";
import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { createUserStore } from "./users.store.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const account = {
  email: "Ann@Example.com",
  password: "correct horse battery",
  displayName: " A\u202enn\u200b ",
};

test("a person signs up, is known on the next call, signs out and in again", async () => {
  const ann = server.visitor();
  const created = await ann.must(routes.signUp, { body: account });
  expect(created).toMatchObject({ email: "ann@example.com", displayName: "Ann", memberships: [] });
  expect((await ann.must(routes.readMe)).me?.id).toBe(created.id);

  const oldCookie = ann.cookie();
  await ann.must(routes.signOut);
  expect((await ann.must(routes.readMe)).me).toBeNull();
  const thief = await server.visitor().must(routes.readMe, { headers: { cookie: oldCookie } });
  expect(thief.me).toBeNull();

  await ann.must(routes.signIn, { body: { email: "ANN@example.com", password: account.password } });
  expect((await ann.must(routes.readMe)).me?.id).toBe(created.id);
  expect(ann.cookie()).not.toBe(oldCookie);
});

test("a wrong password and an unknown email are refused alike", async () => {
  const visitor = server.visitor();
  const wrong = await visitor.call(routes.signIn, {
    body: { email: account.email, password: "wrong password" },
  });
  const unknown = await visitor.call(routes.signIn, {
    body: { email: "no@example.com", password: "wrong password" },
  });
  expect(wrong).toMatchObject({ ok: false, error: { code: "WRONG_CREDENTIALS" } });
  expect(unknown).toEqual(wrong);
});

test.each([
  ["a taken email", { ...account, email: "ann@example.com" }, "EMAIL_TAKEN", "email"],
  [
    "a common password",
    { ...account, email: "b@example.com", password: "Password123" },
    "PASSWORD_TOO_COMMON",
    "password",
  ],
  [
    "a short password",
    { ...account, email: "b@example.com", password: "short" },
    "INVALID_INPUT",
    "password",
  ],
  [
    "a name of invisible characters",
    { ...account, email: "b@example.com", displayName: "\u202e\u200b" },
    "INVALID_INPUT",
    "displayName",
  ],
  ["an object for an email", { ...account, email: { $ne: null } }, "INVALID_INPUT", "email"],
  ["an unknown field", { ...account, email: "b@example.com", admin: true }, "INVALID_INPUT", "admin"],
])("%s is refused at its field", async (_, body, code, path) => {
  const result = await server.visitor().call(routes.signUp, { body: body as typeof account });
  expect(result).toMatchObject({ ok: false, error: { code, ...(path ? { path } : {}) } });
});

test("the password is kept as an argon2id hash with the documented cost", async () => {
  const stored = await server.parts.db.collection("users").findOne({ email: "ann@example.com" });
  expect(stored?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("a page of another site cannot sign anybody in, and bad JSON is named as such", async () => {
  const post = (headers: Record<string, string>, body: string) =>
    fetch(`${server.url}/api/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
  const good = JSON.stringify({ email: "ann@example.com", password: account.password });
  const foreign = await post({ origin: "https://evil.example" }, good);
  expect([foreign.status, await foreign.json()]).toMatchObject([403, { error: { code: "FOREIGN_ORIGIN" } }]);
  const crossSite = await post({ "sec-fetch-site": "cross-site" }, good);
  expect(crossSite.status).toBe(403);
  const broken = await post({}, '{"email":');
  expect([broken.status, await broken.json()]).toMatchObject([400, { error: { code: "BAD_JSON" } }]);
});

test("guessing is slowed down for the guesser alone", async () => {
  const { database } = server.config.mongo;
  const strict = await startTestServer({
    env: { RATE_LIMIT_SCALE: "1", TRUSTED_PROXIES: "1" },
    database,
  });
  try {
    const bob = await server.person("bob");
    // An address of the guesser's own: Redis counts for all servers and tests together.
    const headers = { "x-forwarded-for": `2001:db8::${randomBytes(2).toString("hex")}` };
    const guess = () =>
      strict
        .visitor()
        .call(routes.signIn, { body: { email: bob.me.email, password: "a wrong guess" }, headers });
    for (let i = 0; i < 10; i++)
      expect(await guess()).toMatchObject({ error: { code: "WRONG_CREDENTIALS" } });
    const refused = await guess();
    expect(refused).toMatchObject({ error: { code: "TOO_MANY_REQUESTS" } });
    expect(refused.ok || refused.error.retryAfter).toBeGreaterThan(0);
    expect((await bob.must(routes.readMe)).me?.id).toBe(bob.me.id);
  } finally {
    await strict.stop();
  }
});

test("several people are found by their ids, and one who does not exist is left out", async () => {
  const [ann, bob] = [await server.person("ann"), await server.person("bob")];
  const found = await createUserStore(server.parts.db).findMany([bob.me.id, "5".repeat(24), ann.me.id]);
  expect([...found.values()].map(({ displayName }) => displayName).sort()).toEqual(["ann", "bob"]);
});

test("a filter from outside never carries an operator, and one on an unknown field is a fault", async () => {
  const users = server.parts.db.model("User");
  await expect(users.findOne({ email: { $ne: null } }).exec()).rejects.toThrow(/Cast to string failed/);
  await expect(users.findOne({ nickname: "ann" }).exec()).rejects.toThrow(/nickname/);
});
