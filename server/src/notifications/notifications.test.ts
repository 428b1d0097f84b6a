import { type FollowKind, type Notification, routes, type Show } from "@showdrop/shared";
import { Types } from "mongoose";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Follower, follower, type Post, startPost } from "../testing/followers.ts";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { eventually, must, type Sale, setUpSale } from "../testing/sale.ts";
import { startSimulator } from "../testing/simulator.ts";
import { TRY_AGAIN_AFTER_MS } from "./deliver.ts";

/** Both servers' clock, which a test can move ahead. */
let ahead = 0;
const clock = { now: () => Date.now() + ahead };

let post: Post;
let sale: Sale;
let other: TestServer;
beforeAll(async () => {
  post = await startPost();
  const stripe = await startSimulator();
  const env = { ...stripe.env, ...post.env };
  const server = await startTestServer({ env, clock });
  sale = await setUpSale(server, stripe);
  other = await startTestServer({ env, clock, database: server.config.mongo.database });
}, 60_000);
afterAll(async () => {
  await Promise.all([other.stop(), sale.stop()]);
  await post.stop();
});

const follow = ({ client }: Follower, subject: { kind: FollowKind; id: string }) =>
  client.must(routes.follow, { params: subject, body: {} });
const someone = (name: string, wishes = {}) => follower(sale.server, post, name, wishes);
const listOf = async ({ client }: Follower): Promise<Notification[]> =>
  (await client.must(routes.listNotifications)).items;
const mailsTo = ({ client }: Follower) =>
  post.mail.mails.filter(({ to }) => to?.some(({ address }) => address === client.me.email));

/** Another shop's show that is announced. */
const announce = async (
  name: string,
  title = `Show of ${name}`,
): Promise<{ host: Client; shopId: string; show: Show }> => {
  const host = await sale.server.person(name);
  const { id: shopId } = await host.must(routes.openShop, {
    body: { handle: `n-${host.me.id.slice(-10)}`, name: `Shop of ${name}` },
  });
  const show = await host.must(routes.scheduleShow, {
    params: { shopId },
    body: { title, startsAt: new Date(clock.now() + 60_000).toISOString() },
  });
  return { host, shopId, show };
};
const start = ({ host, show }: { host: Client; show: Show }) =>
  host.must(routes.startShow, { params: { showId: show.id } });

test("who follows a shop is told once that it is live: in the list, by push, by email, on every open page", async () => {
  const coming = await announce("mia");
  const ann = await someone("ann", { locale: "ko" });
  await follow(ann, { kind: "shop", id: coming.shopId });
  // Saved as well: one occasion is told once, for the reason that says more.
  await follow(ann, { kind: "show", id: coming.show.id });
  const passer = await someone("passer-by");
  const pages = await Promise.all([ann.client.connect(), ann.client.connect()]);
  const heard = pages.map(() => [] as unknown[]);
  for (const [i, page] of pages.entries())
    page.socket.on("person", (event: string, data: unknown) => {
      if (event === "notification:new") heard[i]?.push(data);
    });

  await start(coming);
  await eventually(() => expect(ann.browser.received).toHaveLength(1));
  await eventually(() => expect(mailsTo(ann)).toHaveLength(1));
  const [item] = await listOf(ann);
  expect(item).toMatchObject({
    ...{ occasion: `show:${coming.show.id}`, kind: "savedShow", read: false, withheld: null, drop: null },
    ...{ shop: { id: coming.shopId }, show: { id: coming.show.id, title: "Show of mia" } },
  });
  await eventually(() => {
    for (const news of heard)
      expect(news).toMatchObject([{ occasion: item?.occasion, kind: "savedShow", show: item?.show }]);
  });
  expect(ann.browser.received[0]?.payload).toMatchObject({
    ...{ title: "저장한 방송이 시작됐어요", body: "Show of mia · Shop of mia", locale: "ko" },
    path: `/shows/${coming.show.id}?from=notification`,
  });
  const [mail] = mailsTo(ann);
  expect(mail?.subject).toBe("방송이 시작됐어요: Show of mia");
  expect(mail?.text).toContain(`${sale.server.config.publicUrl.href}shows/${coming.show.id}`);
  expect(mail?.html).toContain('lang="ko"');
  expect(mail?.messageId).toMatch(/^<notification-[0-9a-f]{24}@localhost>$/);

  // Paused and live again, it is the same occasion.
  await eventually(async () => {
    const occasion = await sale.server.db.collection("occasions").findOne({ _id: item?.occasion as never });
    expect(occasion?.done).toBe(true);
  });
  expect(await listOf(ann)).toHaveLength(1);
  expect(ann.browser.received).toHaveLength(1);
  expect(mailsTo(ann)).toHaveLength(1);
  expect(await listOf(passer)).toEqual([]);
  expect(passer.browser.received).toEqual([]);
  for (const page of pages) page.close();
});

test("a wished drop is told of when it opens", async () => {
  const bob = await someone("bob", { locale: "en" });
  const drop = await sale.drop({ opensAt: new Date(clock.now() + 3_600_000).toISOString() });
  await follow(bob, { kind: "drop", id: drop.id });
  await sale.host.must(routes.openDrop, { params: { dropId: drop.id } });
  await eventually(() => expect(bob.browser.received).toHaveLength(1));
  expect(bob.browser.received[0]?.payload).toMatchObject({
    title: "A drop you wished for is open",
    body: "Moon bowl, White · Bowls",
    path: `/shows/${sale.show.id}?from=notification`,
  });
  await eventually(() => expect(mailsTo(bob)).toHaveLength(1));
  expect(mailsTo(bob)[0]?.subject).toBe("Open now: Moon bowl, White");
  expect(await listOf(bob)).toMatchObject([
    { kind: "wishedDrop", occasion: `drop:${drop.id}`, drop: { id: drop.id, title: "Moon bowl, White" } },
  ]);
});

test("who stands in line is told that their turn has come, at any hour, and only while it lasts", async () => {
  const alwaysQuiet = { from: "00:00", to: "00:00", exceptAskedFor: false };
  const [first, waiting, away] = [
    await sale.server.person("first"),
    await someone("waiting", { quietHours: alwaysQuiet }),
    await someone("away"),
  ];
  const drop = await sale.drop({ quantity: 1, perCustomer: 1 });
  const { id: holdId } = must(await sale.hold(first, drop.id));
  const body = { variantId: sale.variantId, quantity: 1 };
  for (const { client } of [waiting, away])
    await client.must(routes.joinLine, { params: { dropId: drop.id }, body });
  expect(await listOf(waiting)).toEqual([]);
  const offered = async ({ client }: Follower) => {
    const { items } = await client.must(routes.listMyHolds, { params: { showId: sale.show.id } });
    return items.find(({ dropId, status }) => dropId === drop.id && status === "active");
  };

  await first.must(routes.releaseHold, { params: { holdId } });
  await eventually(() => expect(waiting.browser.received).toHaveLength(1));
  expect(waiting.browser.received[0]?.payload).toMatchObject({
    title: "It is your turn",
    body: "Held for you, for a short time: Moon bowl, White · Bowls",
    path: `/shows/${sale.show.id}?from=notification`,
  });
  const turn = await offered(waiting);
  expect(await listOf(waiting)).toMatchObject([
    { kind: "lineTurn", occasion: `turn:${turn?.id}`, withheld: null, drop: { id: drop.id } },
  ]);
  await eventually(() => expect(mailsTo(waiting)).toHaveLength(1));
  expect(mailsTo(waiting)[0]?.subject).toBe("It is your turn: Moon bowl, White");

  // The next one's browser cannot be reached at first, and then their turn is over.
  away.browser.answers.push(500);
  await waiting.client.must(routes.releaseHold, { params: { holdId: turn?.id ?? "" } });
  await eventually(() => expect(away.browser.received).toHaveLength(1));
  await away.client.must(routes.releaseHold, { params: { holdId: (await offered(away))?.id ?? "" } });
  ahead += TRY_AGAIN_AFTER_MS[0];
  await eventually(async () => {
    const row = await sale.server.db
      .collection("notifications")
      .findOne({ kind: "lineTurn", userId: new Types.ObjectId(away.client.me.id) });
    expect(row?.sends).toContainEqual({ deviceId: expect.any(String), state: "dropped", tries: 1 });
  });
  expect(away.browser.received).toHaveLength(1);
  expect(waiting.browser.received).toHaveLength(1);
});

test("what quiet hours and the cap withhold stands in the list, and is not sent later", async () => {
  const alwaysQuiet = { from: "00:00", to: "00:00", exceptAskedFor: true };
  const quiet = await someone("quiet", { quietHours: alwaysQuiet });
  const capped = await someone("capped", { perDay: 1 });
  const [first, second, third] = [await announce("una"), await announce("dos"), await announce("tres")];
  for (const { shopId } of [first, second])
    for (const person of [quiet, capped]) await follow(person, { kind: "shop", id: shopId });
  await follow(quiet, { kind: "show", id: third.show.id });

  await start(first);
  await eventually(() => expect(capped.browser.received).toHaveLength(1));
  await start(second);
  await start(third);
  // Asked for by itself, it passes; and whatever was due before it has been looked at by then.
  await eventually(() => expect(quiet.browser.received).toHaveLength(1));
  await eventually(async () => expect(await listOf(quiet)).toHaveLength(3));
  expect((await listOf(quiet)).map(({ kind, withheld }) => [kind, withheld])).toEqual([
    ["savedShow", null],
    ["shopLive", "quietHours"],
    ["shopLive", "quietHours"],
  ]);
  expect((await listOf(capped)).map(({ withheld }) => withheld)).toEqual(["cap", null]);
  // A day later the cap is free again, and nothing of it comes.
  ahead += 25 * 3_600_000;
  const later = await announce("quatro");
  await follow(capped, { kind: "shop", id: later.shopId });
  await start(later);
  await eventually(() => expect(capped.browser.received).toHaveLength(2));
  expect(capped.browser.received[1]?.payload.body).toBe("Show of quatro");
  expect(quiet.browser.received).toHaveLength(1);
  expect(mailsTo(quiet)).toHaveLength(1);
});

test("a push service that is busy is tried again, each device by itself; one that has forgotten it is forgotten", async () => {
  const carl = await someone("carl");
  const second = post.push.browser();
  const third = post.push.browser();
  for (const { subscription } of [second, third])
    await carl.client.must(routes.addDevice, { body: subscription });
  carl.browser.answers.push(500, { status: 429, headers: { "retry-after": "60" } });
  third.answers.push(410);
  const coming = await announce("nia");
  await follow(carl, { kind: "shop", id: coming.shopId });
  await start(coming);

  await eventually(() => expect(carl.browser.received).toHaveLength(1));
  await eventually(() => expect([second.received.length, third.received.length]).toEqual([1, 1]));
  await eventually(async () => expect((await carl.client.must(routes.listDevices)).items).toHaveLength(2));
  // Nothing happens before its time.
  const tries = async () => {
    const [row] = await sale.server.db
      .collection("notifications")
      .find({ occasion: `show:${coming.show.id}` })
      .toArray();
    return row?.sends
      .map((send: { state: string; tries: number }) => `${send.state} ${send.tries}`)
      .toSorted();
  };
  await eventually(async () => expect(await tries()).toEqual(["dropped 1", "due 1", "sent 1", "sent 1"]));
  ahead += TRY_AGAIN_AFTER_MS[0];
  await eventually(async () => expect(await tries()).toEqual(["dropped 1", "due 2", "sent 1", "sent 1"]));
  // It asked for a minute: longer than our own pause.
  ahead += 60_000;
  await eventually(async () => expect(await tries()).toEqual(["dropped 1", "sent 1", "sent 1", "sent 3"]));
  expect([carl.browser, second, third].map(({ received }) => received.length)).toEqual([3, 1, 1]);
  const topics = carl.browser.received.map(({ headers, payload }) => [headers.topic, payload.tag]);
  expect(new Set(topics.flat()).size).toBe(1);
  expect(mailsTo(carl)).toHaveLength(1);
});

test("mail waits for a mail server that is away, and is given up after the last try", async () => {
  const [dan, eve] = [await someone("dan"), await someone("eve")];
  const [coming, another] = [await announce("ora"), await announce("pia")];
  await follow(dan, { kind: "shop", id: coming.shopId });
  await follow(eve, { kind: "shop", id: another.shopId });
  const tries = async (show: Show): Promise<string | undefined> => {
    const row = await sale.server.db.collection("notifications").findOne({ occasion: `show:${show.id}` });
    const send = row?.sends.find(({ deviceId }: { deviceId: string | null }) => deviceId === null);
    return `${send?.state} ${send?.tries}`;
  };
  await post.mail.stop();
  await start(coming);
  await eventually(async () => expect(await tries(coming.show)).toBe("due 1"));
  await post.mail.start();
  ahead += TRY_AGAIN_AFTER_MS[0];
  await eventually(() => expect(mailsTo(dan)).toHaveLength(1));
  await eventually(async () => expect(await tries(coming.show)).toBe("sent 2"));

  // Greylisted for good.
  post.mail.refusals.push(...Array.from({ length: TRY_AGAIN_AFTER_MS.length + 1 }, () => 451));
  await start(another);
  for (const [i, pause] of TRY_AGAIN_AFTER_MS.entries()) {
    await eventually(async () => expect(await tries(another.show)).toBe(`due ${i + 1}`));
    ahead += pause;
  }
  await eventually(async () =>
    expect(await tries(another.show)).toBe(`dead ${TRY_AGAIN_AFTER_MS.length + 1}`),
  );
  expect(mailsTo(eve)).toEqual([]);
  // The push message went at once all the same.
  expect(eve.browser.received).toHaveLength(1);
});

test("a mail that is refused for good is not tried again", async () => {
  const fay = await someone("fay");
  const coming = await announce("quin");
  await follow(fay, { kind: "shop", id: coming.shopId });
  post.mail.refusals.push(550);
  await start(coming);
  await eventually(async () => {
    const row = await sale.server.db
      .collection("notifications")
      .findOne({ occasion: `show:${coming.show.id}` });
    expect(row?.sends).toContainEqual({ deviceId: null, state: "dead", tries: 1 });
    expect(row?.dueAt).toBeUndefined();
  });
});

test("what is over is not sent any more", async () => {
  const gil = await someone("gil");
  const coming = await announce("rae");
  await follow(gil, { kind: "shop", id: coming.shopId });
  gil.browser.answers.push(500);
  await start(coming);
  await eventually(() => expect(gil.browser.received).toHaveLength(1));
  await coming.host.must(routes.endShow, { params: { showId: coming.show.id } });
  ahead += TRY_AGAIN_AFTER_MS[0];
  await eventually(async () => {
    const row = await sale.server.db
      .collection("notifications")
      .findOne({ occasion: `show:${coming.show.id}` });
    expect(row?.sends).toContainEqual({ deviceId: expect.any(String), state: "dropped", tries: 1 });
  });
  expect(gil.browser.received).toHaveLength(1);
});

test("who is banned, follows no longer or signed out is not told", async () => {
  const coming = await announce("sol");
  const [banned, gone, out, stays] = [
    await someone("banned"),
    await someone("gone"),
    await someone("out"),
    await someone("stays"),
  ];
  const subject = { kind: "shop", id: coming.shopId } as const;
  for (const person of [banned, gone, out, stays]) await follow(person, subject);
  await coming.host.must(routes.banPerson, {
    params: { shopId: coming.shopId },
    body: { userId: banned.client.me.id },
  });
  await gone.client.must(routes.unfollow, { params: subject });
  await out.client.must(routes.signOut);
  await start(coming);
  await eventually(() => expect(stays.browser.received).toHaveLength(1));
  await eventually(() => expect(mailsTo(out)).toHaveLength(1));
  expect(await listOf(banned)).toEqual([]);
  expect(await listOf(gone)).toEqual([]);
  for (const { browser } of [banned, gone, out]) expect(browser.received).toEqual([]);
});

test("a large audience is told in steps, by whichever server, each once", async () => {
  const coming = await announce("wes");
  const many = Array.from({ length: 1_200 }, () => new Types.ObjectId());
  await sale.server.db.collection("follows").insertMany(
    many.map((userId) => ({
      ...{ userId, kind: "shop", subjectId: new Types.ObjectId(coming.shopId) },
      at: new Date(clock.now()),
    })),
  );
  await start(coming);
  const rows = sale.server.db.collection("notifications");
  await eventually(async () =>
    expect(await rows.countDocuments({ occasion: `show:${coming.show.id}` })).toBe(1_200),
  );
  const told = await rows.distinct("userId", { occasion: `show:${coming.show.id}` });
  expect(told).toHaveLength(1_200);
});

test("read on one page, it is read on the others", async () => {
  const hal = await someone("hal");
  const [coming, another] = [await announce("tia"), await announce("uma")];
  for (const { shopId } of [coming, another]) await follow(hal, { kind: "shop", id: shopId });
  await start(coming);
  await start(another);
  await eventually(async () => expect((await hal.client.must(routes.listNotifications)).unread).toBe(2));
  const page = await hal.client.connect();
  const heard: unknown[] = [];
  page.socket.on("person", (...news: unknown[]) => heard.push(news));
  const [newest, oldest] = await listOf(hal);
  if (!newest || !oldest) throw new Error("there are two");
  expect(await hal.client.must(routes.readNotifications, { body: { id: newest.id } })).toEqual({ unread: 1 });
  // Another's is not theirs to mark.
  const ivy = await someone("ivy");
  await ivy.client.must(routes.readNotifications, { body: { id: oldest.id } });
  expect((await listOf(hal)).map(({ read }) => read)).toEqual([true, false]);
  expect(await hal.client.must(routes.readNotifications, { body: {} })).toEqual({ unread: 0 });
  await vi.waitFor(
    () =>
      expect(heard).toEqual([
        ["notifications:read", { unread: 1 }],
        ["notifications:read", { unread: 0 }],
      ]),
    { timeout: 15_000 },
  );
  const paged = await hal.client.must(routes.listNotifications, { query: { limit: 1, before: newest.id } });
  expect(paged.items.map(({ id }) => id)).toEqual([oldest.id]);
  page.close();
});

test("preferences that were kept before a kind of notification was there have it as everybody has at first", async () => {
  const early = await someone("early");
  await sale.server.db
    .collection("notificationpreferences")
    .updateOne(
      { _id: new Types.ObjectId(early.client.me.id) },
      { $unset: { "preferences.push.lineTurn": 1, "preferences.email.lineTurn": 1 } },
    );
  const { push, email } = await early.client.must(routes.readPreferences);
  expect([push, email]).toEqual([
    { shopLive: true, savedShow: true, wishedDrop: true, lineTurn: true },
    { shopLive: true, savedShow: true, wishedDrop: true, lineTurn: false },
  ]);
});

test("a mail has a way out that takes one click and no account", async () => {
  const jun = await someone("jun");
  const coming = await announce("via", "Bowls <b>&co</b>\r\nBcc: everyone@example.com");
  await follow(jun, { kind: "shop", id: coming.shopId });
  await start(coming);
  await eventually(() => expect(mailsTo(jun)).toHaveLength(1));
  const [mail] = mailsTo(jun);
  const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value;
  // What a host called their show is text, wherever it stands.
  expect(mail?.html).toContain("Bowls &lt;b&gt;&amp;co&lt;/b&gt;");
  expect(mail?.html).not.toContain("<b>");
  expect(header("bcc")).toBeUndefined();
  expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const [, oneClick] = /^<(.+)>$/.exec(header("list-unsubscribe") ?? "") ?? [];
  if (!oneClick) throw new Error("the mail says where to unsubscribe");
  expect(mail?.text).toContain(oneClick.replace("/api/unsubscriptions/", "/unsubscribe/"));

  const at = (address: string) => `${sale.server.url}${new URL(address).pathname}`;
  // A scanner that opens every link of a mail unsubscribes nobody.
  await fetch(at(oneClick));
  expect((await jun.client.must(routes.readPreferences)).email.shopLive).toBe(true);
  // As RFC 8058 says: a form, no cookie, no page of ours around it.
  const clicked = await fetch(at(oneClick), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(clicked.status).toBe(200);
  expect((await jun.client.must(routes.readPreferences)).email).toEqual({
    ...{ shopLive: false, savedShow: true, wishedDrop: true, lineTurn: true },
  });
  const token = oneClick.split("/").at(-1) ?? "";
  const visitor = sale.server.visitor();
  expect(await visitor.must(routes.readUnsubscription, { params: { token } })).toEqual({
    ...{ kind: "shopLive", subscribed: false },
  });
  await visitor.must(routes.unsubscribe, { params: { token }, query: { all: "true" } });
  expect((await jun.client.must(routes.readPreferences)).email).toEqual({
    ...{ shopLive: false, savedShow: false, wishedDrop: false, lineTurn: false },
  });
  const forged = token.replace(jun.client.me.id, sale.host.me.id);
  expect(await visitor.call(routes.unsubscribe, { params: { token: forged } })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
});

test("a person keeps ten browsers; one that somebody else uses now is theirs no longer", async () => {
  const kim = await someone("kim");
  const browsers = Array.from({ length: 10 }, () => post.push.browser());
  for (const { subscription } of browsers) await kim.client.must(routes.addDevice, { body: subscription });
  expect((await kim.client.must(routes.listDevices)).items).toHaveLength(10);
  const lee = await someone("lee");
  const [shared] = browsers;
  if (!shared) throw new Error("there are ten");
  const mine = await lee.client.must(routes.addDevice, { body: shared.subscription });
  expect((await kim.client.must(routes.listDevices)).items).toHaveLength(9);
  expect((await lee.client.must(routes.listDevices)).items).toHaveLength(2);
  // Another's device is not theirs to remove.
  await kim.client.must(routes.removeDevice, { params: { deviceId: mine.id } });
  expect((await lee.client.must(routes.listDevices)).items).toHaveLength(2);
  await lee.client.must(routes.removeDevice, { params: { deviceId: mine.id } });
  expect((await lee.client.must(routes.listDevices)).items).toHaveLength(1);
});
