import { type Result, routes } from "@showdrop/shared";
import { io } from "socket.io-client";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestServer, type TestServer } from "../testing/harness.ts";
import { startOwnRedis } from "../testing/redis.ts";
import { addModerator, followed, goLive, openPage } from "../testing/stage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test("a snapshot tells who I am in the show, and what I may see of it", async () => {
  const stage = await goLive(server);
  const moderator = await addModerator(server, stage);
  const join = async (client: typeof moderator) => {
    const socket = await client.connect();
    const joined = await socket.request("show:join", { showId: stage.show.id });
    socket.close();
    if (!joined.ok) throw new Error(joined.error.code);
    return joined.data;
  };
  expect(await join(server.visitor())).toMatchObject({
    role: null,
    holds: [],
    seq: 1,
    show: { status: "live" },
  });
  expect((await join(moderator)).role).toBe("moderator");
  expect((await join(stage.owner)).role).toBe("owner");
});

test("malformed commands are refused at their field; unknown ones and missing acknowledgements do no harm", async () => {
  const { owner, show } = await goLive(server);
  const page = await openPage(owner, show.id);
  const { socket } = page;
  const ask = (command: string, ...args: unknown[]): Promise<Result<unknown>> =>
    socket.timeout(5_000).emitWithAck(command, ...args);
  expect(await ask("show:join", { showId: { $ne: null } })).toMatchObject({
    error: { code: "INVALID_INPUT", path: "showId" },
  });
  expect(await ask("chat:post", { showId: show.id, text: "x", key: "12345678", admin: true })).toMatchObject({
    error: { code: "INVALID_INPUT" },
  });
  expect(await ask("show:join")).toMatchObject({ error: { code: "INVALID_INPUT" } });
  expect(await ask("show:join", { showId: "f".repeat(24) })).toMatchObject({ error: { code: "NOT_FOUND" } });
  socket.emit("chat:post", { showId: show.id, text: "without acknowledgement", key: "12345678" });
  socket.emit("chat:post");
  socket.emit("__proto__", {}, "not a function");
  socket.emit("constructor", { a: 1 });
  await page.hears("chat:posted", ({ data }) => data.text === "without acknowledgement");
  const { data } = (await ask("clock:read", {})) as { data: { now: string } };
  expect(Math.abs(Date.parse(data.now) - Date.now())).toBeLessThan(60_000);
  page.close();
});

test("a socket that floods is told, then ignored, then cut off; others go on", async () => {
  const redis = await startOwnRedis();
  const strict = await startTestServer({ env: { RATE_LIMIT_SCALE: "1", REDIS_URL: redis.url } });
  try {
    const { owner, show } = await goLive(strict);
    const calm = await openPage(owner, show.id);
    const flood = followed(await strict.visitor().connect(), show.id);
    const answers: Result<unknown>[] = [];
    for (let i = 0; i < 300; i++)
      flood.socket.emit("clock:read", {}, (answer: Result<unknown>) => answers.push(answer));
    await flood.leaves();
    const refused = answers.filter((answer) => !answer.ok);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(answers.length - refused.length).toBeLessThanOrEqual(60);
    expect(refused[0]).toMatchObject({ error: { code: "TOO_MANY_REQUESTS" } });
    expect(refused.length).toBe(10);
    expect(await calm.say("still here")).toMatchObject({ ok: true });
    calm.close();
  } finally {
    await strict.stop();
    await redis.kill();
  }
});

test("signing out tells every page of that session, cuts it off, and leaves the person's other session alone", async () => {
  const { show } = await goLive(server);
  const bob = await server.person("bob");
  const elsewhere = server.visitor();
  await elsewhere.must(routes.signIn, { body: { email: bob.me.email, password: "a fine long password" } });
  const [page, other] = [await openPage(bob, show.id), await openPage(elsewhere, show.id)];
  await bob.must(routes.signOut);
  expect(await page.hearsPersonally("session:ended")).toEqual({});
  await page.leaves();
  expect(await other.say("still signed in")).toMatchObject({ ok: true });
  other.close();
});

test("a session that ended during the handshake does not outlive it", async () => {
  const bob = await server.person("bob");
  const page = followed(await bob.connect(), "");
  const stolen = await server.parts.db.collection("sessions").deleteMany({});
  expect(stolen.deletedCount).toBeGreaterThan(0);
  const next = followed(await bob.connect(), "");
  // Without its session it is a visitor's socket.
  expect(
    await next.request("chat:post", { showId: "f".repeat(24), text: "x", key: "12345678" }),
  ).toMatchObject({
    error: { code: "SIGN_IN_REQUIRED" },
  });
  page.close();
  next.close();
});

test("a session has forty sockets on a server and no more; when one closes there is room again", async () => {
  const redis = await startOwnRedis();
  const strict = await startTestServer({ env: { RATE_LIMIT_SCALE: "1", REDIS_URL: redis.url } });
  try {
    const { owner } = await goLive(strict);
    const sockets = await Promise.all(Array.from({ length: 40 }, () => owner.connect()));
    await expect(owner.connect()).rejects.toThrow("TOO_MANY_REQUESTS");
    sockets.pop()?.close();
    const next = await vi.waitFor(() => owner.connect(), { timeout: 15_000 });
    for (const socket of [...sockets, next]) socket.close();
  } finally {
    await strict.stop();
    await redis.kill();
  }
});

test("a page of another site cannot connect", async () => {
  const socket = io(server.url, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    extraHeaders: { origin: "https://evil.example" },
  });
  const refused = await new Promise((resolve) => {
    socket.once("connect_error", () => resolve("refused")).once("connect", () => resolve("connected"));
  });
  socket.close();
  expect(refused).toBe("refused");
});

test("whoever is no longer a moderator hears nothing more of moderation, and nobody else ever did", async () => {
  const stage = await goLive(server);
  const moderator = await addModerator(server, stage);
  const bob = await server.person("bob");
  const [ownerPage, moderatorPage, bobPage] = [
    await openPage(stage.owner, stage.show.id),
    await openPage(moderator, stage.show.id),
    await openPage(bob, stage.show.id),
  ];
  const heard: string[] = [];
  moderatorPage.socket.on("moderation", () => heard.push("moderator"));
  bobPage.socket.on("moderation", () => heard.push("bob"));
  const removeLine = async (text: string) => {
    await bobPage.say(text);
    const { data } = await bobPage.hears("chat:posted", (entry) => entry.data.text === text);
    const params = { showId: stage.show.id, messageId: data.id };
    const told = new Promise((resolve) => void ownerPage.socket.once("moderation", resolve));
    await stage.owner.must(routes.deleteMessage, { params });
    await told;
    // Whatever was told before is here before these answers.
    for (const page of [moderatorPage, bobPage]) await page.request("clock:read", {});
  };
  await removeLine("first");
  expect(heard).toEqual(["moderator"]);
  const params = { shopId: stage.shop.id, userId: moderator.me.id };
  await stage.owner.must(routes.removeMember, { params });
  const before = heard.length;
  await removeLine("second");
  expect(heard.slice(before)).toEqual([]);
  for (const page of [ownerPage, moderatorPage, bobPage]) page.close();
});
