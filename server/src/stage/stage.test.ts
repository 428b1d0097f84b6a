import { MAX_GUESTS, MEDIA_EVENTS_CHANNEL, type MediaEvent, routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { randomToken } from "../kit/random.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { mediaOrders } from "../testing/media-orders.ts";
import { addModerator, goLive, joinTeam, openPage, openStage, type Stage } from "../testing/stage.ts";

let serverA: TestServer;
let serverB: TestServer;
/** How far the servers' clock is ahead, in milliseconds. */
let ahead = 0;
beforeAll(async () => {
  const database = `test-${randomToken(6)}`;
  const clock = { now: () => Date.now() + ahead };
  serverA = await startTestServer({ database, clock });
  serverB = await startTestServer({ database, clock });
});
afterAll(async () => {
  await serverA.stop();
  await serverB.stop();
});

/** Somebody whose page of the show is open and counted. */
const comes = async (server: TestServer, { show }: Stage, name: string) => {
  const person = await server.person(name);
  const page = await openPage(person, show.id);
  await vi.waitFor(
    async () => expect(await server.parts.redis.zScore(`presence:${show.id}`, person.me.id)).not.toBeNull(),
    { timeout: 15_000 },
  );
  return { person, page, id: person.me.id };
};

const invite = ({ owner, show }: Stage, userId: string, by: Client = owner) =>
  by.call(routes.inviteGuest, { params: { showId: show.id }, body: { userId } });
const accept = ({ show }: Stage, guest: Client) =>
  guest.call(routes.acceptInvitation, { params: { showId: show.id } });
const remove = ({ owner, show }: Stage, userId: string, by: Client = owner) =>
  by.call(routes.removeGuest, { params: { showId: show.id, userId } });
const mute = ({ show }: Stage, userId: string, by: Client) =>
  by.call(routes.muteGuest, { params: { showId: show.id, userId } });
const unmute = ({ show }: Stage, userId: string, by: Client) =>
  by.call(routes.unmuteGuest, { params: { showId: show.id, userId } });
const arrange = ({ owner, show }: Stage, body: object, by: Client = owner) =>
  by.call(routes.arrangeStage, { params: { showId: show.id }, body });
const admit = ({ show }: Stage, client: Client) =>
  client.call(routes.admitToShow, { params: { showId: show.id }, body: { as: "guest" } });
const orders = async ({ show }: Stage) =>
  (await mediaOrders(serverA.parts.redis, show.id)).map(({ showId, ...order }) => order);
const stageOf = async ({ show }: Stage) => {
  const page = await serverB.visitor().connect();
  const snapshot = await page.request("show:join", { showId: show.id });
  page.close();
  if (!snapshot.ok) throw new Error(snapshot.error.code);
  return snapshot.data.stage;
};

test("a guest is invited, goes on stage, is featured, muted, and leaves; everybody follows", async () => {
  const stage = await goLive(serverA);
  const viewer = await openPage(serverB.visitor(), stage.show.id);
  const { person, page, id } = await comes(serverB, stage, "mina");
  expect(await stageOf(stage)).toEqual({ revision: 0, layout: "beside", featured: null, guests: [] });
  expect(await admit(stage, person)).toMatchObject({ error: { code: "NOT_ALLOWED" } });

  const host = { id: stage.owner.me.id, displayName: "owner" };
  const guest = { person: { id, displayName: "mina" }, muted: false, invitedBy: host };
  expect(await invite(stage, id)).toEqual({
    ok: true,
    data: { revision: 1, layout: "beside", featured: null, guests: [{ ...guest, status: "invited" }] },
  });
  expect(await page.hearsPersonally("stage:invited")).toEqual({
    showId: stage.show.id,
    title: "First show",
    invitedBy: host,
  });
  expect(await invite(stage, id)).toMatchObject({ error: { code: "ALREADY_ON_STAGE" } });
  expect(await admit(stage, person)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await arrange(stage, { featured: { userId: id, source: "camera" } })).toMatchObject({
    error: { code: "NOT_ON_STAGE", path: "featured" },
  });
  expect(await mute(stage, id, stage.owner)).toMatchObject({ error: { code: "NOT_ON_STAGE" } });

  const accepted = await accept(stage, person);
  expect(accepted).toMatchObject({ ok: true, data: { guests: [{ status: "on-stage" }] } });
  expect(await accept(stage, person)).toEqual(accepted);
  // There is no media node in this test: what matters is that they may.
  expect(await admit(stage, person)).toMatchObject({ error: { code: "MEDIA_UNAVAILABLE" } });

  const featured = { userId: id, source: "screen" } as const;
  expect(await arrange(stage, { featured })).toMatchObject({ data: { layout: "beside", featured } });
  expect(await arrange(stage, { layout: "grid" })).toMatchObject({ data: { layout: "grid", featured } });
  expect(await mute(stage, id, stage.owner)).toMatchObject({ data: { guests: [{ muted: true }] } });
  expect(await unmute(stage, id, stage.owner)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await unmute(stage, id, person)).toMatchObject({ data: { guests: [{ muted: false }] } });

  const seen = await viewer.hears("stage:changed", ({ data }) => data.revision === 6);
  expect(seen.data).toEqual({
    revision: 6,
    layout: "grid",
    featured,
    guests: [{ ...guest, status: "on-stage" }],
  });
  expect(await stageOf(stage)).toEqual(seen.data);

  expect(await remove(stage, id, person)).toMatchObject({ data: { featured: null, guests: [] } });
  expect(await admit(stage, person)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  expect(await orders(stage)).toEqual([
    { type: "stage:featured", featured },
    { type: "sender:muted", userId: id },
    { type: "sender:removed", userId: id },
    { type: "stage:featured", featured: null },
  ]);
  expect(await accept(stage, person)).toMatchObject({ error: { code: "NOT_INVITED" } });
  expect(await invite(stage, id)).toMatchObject({ ok: true });
  viewer.close();
  page.close();
});

test("who may do what on a stage", async () => {
  const stage = await goLive(serverA);
  const { person, page, id } = await comes(serverA, stage, "mina");
  const moderator = await addModerator(serverA, stage);
  const other = await serverA.person("other");
  for (const client of [moderator, other, person]) {
    expect(await invite(stage, id, client)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
    expect(await arrange(stage, { layout: "grid" }, client)).toMatchObject({
      error: { code: "NOT_ALLOWED" },
    });
  }
  expect(await invite(stage, other.me.id)).toMatchObject({ error: { code: "GUEST_NOT_HERE" } });
  expect(await invite(stage, stage.owner.me.id)).toMatchObject({ error: { code: "ALREADY_ON_STAGE" } });
  await invite(stage, id);
  await accept(stage, person);
  for (const client of [moderator, other]) {
    expect(await remove(stage, id, client)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
    expect(await mute(stage, id, client)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
    expect(await accept(stage, client)).toMatchObject({ error: { code: "NOT_INVITED" } });
    expect(await admit(stage, client)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  }
  expect(await admit(stage, serverA.visitor())).toMatchObject({ error: { code: "SIGN_IN_REQUIRED" } });

  // Who is featured may step back from it, and take nothing for themselves.
  const own = { featured: { userId: id, source: "screen" } };
  expect(await arrange(stage, own, person)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  const hosts = { featured: { userId: stage.owner.me.id, source: "screen" } };
  await arrange(stage, hosts);
  expect(await arrange(stage, { featured: null }, person)).toMatchObject({ error: { code: "NOT_ALLOWED" } });
  await arrange(stage, own);
  expect(await arrange(stage, { featured: null, layout: "grid" }, person)).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  expect(await arrange(stage, { featured: null }, person)).toMatchObject({ data: { featured: null } });
  page.close();
});

test("the stage has its bound, however many are invited at once", async () => {
  const stage = await goLive(serverA);
  const guests = await Promise.all(
    Array.from({ length: MAX_GUESTS + 2 }, (_, i) => comes(serverA, stage, `guest-${i}`)),
  );
  const answers = await Promise.all(guests.map(({ id }) => invite(stage, id)));
  const codes = answers.map((answer) => (answer.ok ? "ok" : answer.error.code)).toSorted();
  expect(codes).toEqual(["STAGE_FULL", "STAGE_FULL", ...Array.from({ length: MAX_GUESTS }, () => "ok")]);
  const seated = (await stageOf(stage)).guests.map(({ person }) => person.id);
  expect(new Set(seated).size).toBe(MAX_GUESTS);
  for (const { page } of guests) page.close();
});

test("of accepting and withdrawing, and of two who remove, one comes first", async () => {
  const stage = await goLive(serverA);
  const manager = await serverB.person("manager");
  await joinTeam(stage.owner, stage.shop.id, manager, "manager");
  const { person, page, id } = await comes(serverA, stage, "mina");
  await invite(stage, id);
  await remove(stage, id, manager);
  expect(await page.hearsPersonally("stage:removed")).toEqual({ showId: stage.show.id });
  expect(await accept(stage, person)).toMatchObject({ error: { code: "NOT_INVITED" } });

  for (let round = 0; round < 5; round++) {
    await invite(stage, id);
    const [accepted] = await Promise.all([accept(stage, person), remove(stage, id, manager)]);
    expect([true, "NOT_INVITED"]).toContain(accepted.ok || accepted.error.code);
    expect((await stageOf(stage)).guests).toEqual([]);
    expect(await admit(stage, person)).toMatchObject({ error: { code: "NOT_ALLOWED" } });

    await invite(stage, id);
    await accept(stage, person);
    const both = await Promise.all([remove(stage, id), remove(stage, id, manager)]);
    expect(both.map((answer) => (answer.ok ? "ok" : answer.error.code)).toSorted()).toEqual([
      "NOT_ON_STAGE",
      "ok",
    ]);
  }
  // One row for each act that took effect (invariant 19).
  const rows = await serverA.parts.db
    .collection("audit_log")
    .find({ subject: `user:${id}` })
    .toArray();
  const actions = rows.map(({ action }) => String(action));
  expect(actions.filter((action) => action === "guest:invite")).toHaveLength(11);
  expect(actions.filter((action) => action === "guest:remove")).toHaveLength(11);
  page.close();
});

test("a ban takes a guest off the stage and an invitation back (invariants 14 and 16)", async () => {
  const stage = await goLive(serverA);
  const [invited, guest] = [await comes(serverA, stage, "invited"), await comes(serverB, stage, "guest")];
  await invite(stage, invited.id);
  await invite(stage, guest.id);
  await accept(stage, guest.person);
  await arrange(stage, { featured: { userId: guest.id, source: "camera" } });
  for (const userId of [invited.id, guest.id])
    await stage.owner.must(routes.banPerson, { params: { shopId: stage.shop.id }, body: { userId } });
  expect(await stageOf(stage)).toMatchObject({ featured: null, guests: [] });
  for (const { person } of [invited, guest]) {
    expect(await accept(stage, person)).toMatchObject({ error: { code: "BANNED" } });
    expect(await admit(stage, person)).toMatchObject({ error: { code: "BANNED" } });
  }
  expect(await orders(stage)).toContainEqual({ type: "sender:removed", userId: guest.id });
  expect(await invite(stage, guest.id)).toMatchObject({ error: { code: "GUEST_BANNED" } });
  for (const { page } of [invited, guest]) page.close();
});

test("a guest whose line is gone keeps the place for a minute, an invitation too", async () => {
  const stage = await goLive(serverA);
  const [guest, invited] = [await comes(serverA, stage, "guest"), await comes(serverA, stage, "invited")];
  await invite(stage, guest.id);
  await accept(stage, guest.person);
  await invite(stage, invited.id);
  const gone = async (id: string) => {
    expect(await serverA.parts.redis.zScore(`presence:${stage.show.id}`, id)).toBeNull();
  };
  const watcher = await openPage(serverB.visitor(), stage.show.id);

  // Back within the minute.
  guest.page.close();
  await vi.waitFor(() => gone(guest.id), { timeout: 15_000 });
  const back = await openPage(guest.person, stage.show.id);
  await vi.waitFor(
    async () =>
      expect(await serverA.parts.redis.zScore(`presence:${stage.show.id}`, guest.id)).not.toBeNull(),
    { timeout: 15_000 },
  );
  expect((await stageOf(stage)).guests).toHaveLength(2);

  invited.page.close();
  await vi.waitFor(() => gone(invited.id), { timeout: 15_000 });
  await vi.waitFor(
    async () => {
      ahead += 20_000;
      expect((await stageOf(stage)).guests.map(({ person }) => person.id)).toEqual([guest.id]);
    },
    { timeout: 15_000, interval: 1_500 },
  );
  back.close();
  watcher.close();
});

test("the end of a show clears its stage for good", async () => {
  const stage = await goLive(serverA);
  const [guest, late] = [await comes(serverA, stage, "guest"), await comes(serverA, stage, "late")];
  await invite(stage, guest.id);
  await accept(stage, guest.person);
  await invite(stage, late.id);
  await arrange(stage, { layout: "inset", featured: { userId: guest.id, source: "camera" } });
  await stage.owner.must(routes.endShow, { params: { showId: stage.show.id } });
  const told = await guest.page.hears("stage:changed", ({ data }) => data.guests.length === 0);
  expect(told.data).toMatchObject({ featured: null });
  for (const answer of [
    await accept(stage, late.person),
    await invite(stage, late.id),
    await arrange(stage, { layout: "solo" }),
    await remove(stage, guest.id),
    await mute(stage, guest.id, guest.person),
    await admit(stage, guest.person),
  ])
    expect(answer.ok || answer.error.code).toMatch(/SHOW_ENDED|NOT_ALLOWED/);
  guest.page.close();
  late.page.close();

  const waiting = await openStage(serverA);
  const early = await comes(serverA, waiting, "early");
  expect(await invite(waiting, early.id)).toMatchObject({ error: { code: "SHOW_NOT_LIVE" } });
  expect(await arrange(waiting, { layout: "solo" })).toMatchObject({ data: { layout: "solo" } });
  early.page.close();
});

test("a media node that begins to carry a host is told what is featured, when it is not the host", async () => {
  const stage = await goLive(serverA);
  const joins = () =>
    serverA.parts.redis.publish(
      MEDIA_EVENTS_CHANNEL,
      JSON.stringify({
        type: "host:joined",
        showId: stage.show.id,
        nodeId: "n",
        at: new Date().toISOString(),
      } satisfies MediaEvent),
    );
  const featured = { userId: stage.owner.me.id, source: "screen" } as const;
  await joins();
  await arrange(stage, { featured });
  expect(await orders(stage)).toEqual([{ type: "stage:featured", featured }]);
  await joins();
  await vi.waitFor(async () => expect((await orders(stage)).length).toBeGreaterThan(1), { timeout: 15_000 });
  for (const order of await orders(stage)) expect(order).toEqual({ type: "stage:featured", featured });
});
