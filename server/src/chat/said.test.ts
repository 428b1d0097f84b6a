import { type CallOf, type ChatMessage, type NewMessage, ok, routes } from "@showdrop/shared";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { draw, enter, giveAway } from "../testing/asking.ts";
import type { Client, TestServer } from "../testing/harness.ts";
import { eventually, must, type Sale, startSale } from "../testing/sale.ts";
import { addModerator, goLive, openPage, type Page, type Stage } from "../testing/stage.ts";

let sale: Sale;
let server: TestServer;
beforeAll(async () => {
  sale = await startSale();
  server = sale.server;
});
afterAll(() => sale.stop());

const post = async (page: Page, showId: string, message: Omit<NewMessage, "key">): Promise<ChatMessage> =>
  must(await page.request("chat:post", { ...message, showId, key: randomToken(9) }));
const come = async (stage: Stage, name: string): Promise<[Client, Page]> => {
  const client = await server.person(name);
  return [client, await openPage(client, stage.show.id)];
};

test("an answer shows what it answers to, until that is taken away", async () => {
  const stage = await goLive(server);
  const [ann, annPage] = await come(stage, "ann");
  const [, bobPage] = await come(stage, "bob");
  const { id: showId } = stage.show;
  const asked = await post(annPage, showId, { text: `How large is it? ${"아주 ".repeat(60)}` });
  const answered = await post(bobPage, showId, { text: "thirty across", replyTo: asked.id });
  expect(answered.replyTo).toEqual({
    messageId: asked.id,
    author: { id: ann.me.id, displayName: "ann" },
    text: `${[...asked.text].slice(0, 80).join("")}…`,
  });
  expect((await annPage.hears("chat:posted", ({ data }) => data.id === answered.id)).data).toEqual(answered);

  await stage.owner.must(routes.deleteMessage, { params: { showId, messageId: asked.id } });
  const late = must(await bobPage.request("show:join", { showId }));
  expect(late.messages).toEqual([{ ...answered, replyTo: { ...answered.replyTo, text: null } }]);
  expect(
    await bobPage.request("chat:post", { showId, text: "again", replyTo: asked.id, key: "key-of-an-answer" }),
  ).toMatchObject({ error: { code: "MESSAGE_GONE", path: "replyTo" } });
});

test("a message of another show cannot be answered to, and a banned person's words stay in no answer", async () => {
  const [stage, other] = [await goLive(server), await goLive(server)];
  const [rude, rudePage] = await come(stage, "rude");
  const [, otherPage] = await come(other, "other");
  const elsewhere = await post(otherPage, other.show.id, { text: "elsewhere" });
  expect(
    await rudePage.request("chat:post", {
      ...{ showId: stage.show.id, text: "hm", replyTo: elsewhere.id, key: "key-of-another" },
    }),
  ).toMatchObject({ error: { code: "MESSAGE_GONE" } });

  const [, bobPage] = await come(stage, "bob");
  const said = await post(rudePage, stage.show.id, { text: "an insult" });
  const answer = await post(bobPage, stage.show.id, { text: "please stop", replyTo: said.id });
  await stage.owner.must(routes.banPerson, {
    params: { shopId: stage.shop.id },
    body: { userId: rude.me.id, reason: "rude" },
  });
  const late = must(await bobPage.request("show:join", { showId: stage.show.id }));
  expect(late.messages).toMatchObject([{ id: answer.id, replyTo: { text: null } }]);
});

test("an address is text, until the team opens links", async () => {
  const stage = await goLive(server);
  const moderator = await addModerator(server, stage);
  const [, page] = await come(stage, "bob");
  const { id: showId } = stage.show;
  expect((await post(page, showId, { text: "https://example.com" })).links).toBe(false);
  await moderator.must(routes.setChatModes, { params: { showId }, body: { linksOpen: true } });
  expect((await post(page, showId, { text: "https://example.com/b" })).links).toBe(true);
});

test("those are mentioned whom the text names, and nobody else", async () => {
  const stage = await goLive(server);
  const [ann, annPage] = await come(stage, "ann.lee");
  const [bob] = await come(stage, "bob");
  const { id: showId } = stage.show;
  const said = await post(annPage, showId, {
    text: "@ann.lee is me, and @owner too",
    mentions: [ann.me.id, stage.owner.me.id, bob.me.id, stage.show.id],
  });
  expect(new Set(said.mentions.map(({ id }) => id))).toEqual(new Set([ann.me.id, stage.owner.me.id]));
  expect(
    await annPage.request("chat:post", {
      ...{ showId, text: "@all", key: "key-of-a-roll-call" },
      mentions: Array.from({ length: 6 }, () => ann.me.id),
    }),
  ).toMatchObject({ error: { code: "INVALID_INPUT", path: "mentions" } });
});

const picture = async (): Promise<Blob> => {
  const bytes = await sharp({ create: { width: 600, height: 300, channels: 4, background: "#d92f3f" } })
    .png()
    .toBuffer();
  return new Blob([new Uint8Array(bytes)], { type: "image/png" });
};

test("an emote is the shop's own, small, and shown in what was said after it was taken away", async () => {
  const stage = await goLive(server);
  const { owner, shop, show } = stage;
  const [, page] = await come(stage, "bob");
  const params = { shopId: shop.id, code: "달항아리" };
  const emote = await owner.must(routes.addEmote, { params, file: await picture() });
  const bytes = await fetch(`${server.url}${emote.url}`).then((response) => response.arrayBuffer());
  expect(await sharp(Buffer.from(bytes)).metadata()).toMatchObject({
    format: "webp",
    width: 112,
    height: 56,
  });
  expect(await owner.call(routes.addEmote, { params, file: await picture() })).toMatchObject({
    error: { code: "EMOTE_CODE_TAKEN" },
  });
  expect(
    await owner.call(routes.addEmote, {
      params: { ...params, code: "text" },
      file: new Blob(["no picture"]),
    }),
  ).toMatchObject({ error: { code: "IMAGE_UNSUPPORTED" } });

  const said = await post(page, show.id, { text: "so :달항아리::달항아리: and :moon:" });
  expect(said.emotes).toEqual([{ code: "달항아리", url: emote.url }]);
  const other = await goLive(server);
  const [, otherPage] = await come(other, "eve");
  expect((await post(otherPage, other.show.id, { text: ":달항아리:" })).emotes).toEqual([]);

  await owner.must(routes.removeEmote, { params });
  expect(await owner.must(routes.listEmotes, { params: { shopId: shop.id } })).toEqual({ items: [] });
  const late = must(await page.request("show:join", { showId: show.id }));
  expect(late.messages.at(-1)).toEqual(said);
  expect((await post(page, show.id, { text: ":달항아리:" })).emotes).toEqual([]);
});

test("who paid for something is a buyer from then on, and the chat tells of it, by name if they agreed", async () => {
  const { show, shopId } = sale;
  const [ann, bob] = [await server.person("ann"), await server.person("bob")];
  const page = await openPage(ann, show.id);
  const before = await post(page, show.id, { text: "shall I?" });
  expect(before.badges).toEqual([]);
  const drop = await sale.drop({ quantity: 2, perCustomer: 1 });
  await page.hears("chat:line", ({ data }) => data.what === "drop_opened");
  await bob.must(routes.editMe, { body: { namedWhenBuying: true } });
  await sale.buy(ann, drop.id);
  await page.hears("chat:line", ({ data }) => data.what === "bought");
  await sale.buy(bob, drop.id);
  await page.hears("chat:line", ({ data }) => data.what === "drop_sold_out");

  expect((await post(page, show.id, { text: "I did" })).badges).toEqual(["buyer"]);
  await ann.must(routes.follow, { params: { kind: "shop", id: shopId }, body: {} });
  expect((await post(page, show.id, { text: "and will again" })).badges).toEqual(["buyer", "follower"]);
  const late = must(await page.request("show:join", { showId: show.id }));
  expect(late.lines.map(({ id: _, at: __, showId: ___, ...line }) => line)).toEqual([
    { what: "drop_opened", title: "Moon bowl" },
    { what: "bought", buyer: null, title: "Moon bowl", quantity: 1 },
    { what: "bought", buyer: "bob", title: "Moon bowl", quantity: 1 },
    { what: "drop_sold_out", title: "Moon bowl" },
  ]);
  // Whatever asks again how the payment stands: it is told once.
  const { items } = await ann.must(routes.listMyOrders, {});
  await ann.must(routes.confirmPayment, { params: { orderId: items[0]?.id ?? "" } });
  expect(page.entries.filter(({ event }) => event === "chat:line")).toHaveLength(4);
  expect(shopId).toBe(items[0]?.shop.id);

  // What is for buyers alone lets them in, and nobody else.
  const cat = await server.person("cat");
  const catPage = await openPage(cat, show.id);
  await sale.host.must(routes.setChatModes, { params: { showId: show.id }, body: { buyersOnly: true } });
  expect((await post(page, show.id, { text: "only us now" })).text).toBe("only us now");
  expect(await catPage.say("me too?")).toMatchObject({ error: { code: "BUYERS_ONLY" } });
  await sale.host.must(routes.setChatModes, { params: { showId: show.id }, body: { buyersOnly: false } });
  const giveaway = await giveAway({ owner: sale.host, show }, { audience: "buyers" });
  expect(await enter(page, giveaway)).toMatchObject({ ok: true });
  expect(await enter(catPage, giveaway)).toMatchObject({ error: { code: "GIVEAWAY_FOR_BUYERS" } });
  expect((await draw(sale.host, giveaway)).result?.winners.map(({ person }) => person.id)).toEqual([
    ann.me.id,
  ]);
  page.close();
  catPage.close();
});

test("the team pins a message; it survives a join, and not its deletion", async () => {
  const stage = await goLive(server);
  const moderator = await addModerator(server, stage);
  const [bob, page] = await come(stage, "bob");
  const { id: showId } = stage.show;
  const [first, second] = [
    await post(page, showId, { text: "shipping is free today" }),
    await post(page, showId, { text: "until midnight" }),
  ];
  const params = { showId };
  expect(await bob.call(routes.pinMessage, { params, body: { messageId: first.id } })).toMatchObject({
    error: { code: "NOT_ALLOWED" },
  });
  await moderator.must(routes.pinMessage, { params, body: { messageId: first.id } });
  const pin = await stage.owner.must(routes.pinMessage, { params, body: { messageId: second.id } });
  expect(pin).toMatchObject({ message: second, pinnedBy: { id: stage.owner.me.id, displayName: "owner" } });
  const told = await page.hears("chat:pinned", ({ data }) => data.pinned?.message.id === second.id);
  expect(told.data.pinned).toEqual(pin);
  expect(must(await page.request("show:join", params)).pinned).toEqual(pin);

  await moderator.must(routes.deleteMessage, { params: { showId, messageId: second.id } });
  expect(must(await page.request("show:join", params)).pinned).toBeNull();
  expect(await moderator.call(routes.pinMessage, { params, body: { messageId: second.id } })).toMatchObject({
    error: { code: "NOT_FOUND" },
  });
  await moderator.must(routes.unpinMessage, { params });
  await page.hears("chat:pinned", ({ data }) => data.pinned === null);
  const rows = await server.db
    .collection("audit_log")
    .find({ action: { $in: ["message:pin", "message:unpin"] }, "after.showId": showId })
    .toArray();
  expect(rows.map(({ action }) => action)).toEqual(["message:pin", "message:pin"]);
});

test("the team finds what was said, by text, person and time, deleted or not, page by page", async () => {
  const stage = await goLive(server);
  const moderator = await addModerator(server, stage);
  const [ann, annPage] = await come(stage, "ann.lee");
  const [, bobPage] = await come(stage, "bob");
  const { id: showId } = stage.show;
  const texts = ["Moon (jar)", "달항아리 moon", "nothing", "MOON!"];
  const said = [];
  for (const [i, text] of texts.entries()) said.push(await post(i % 2 ? bobPage : annPage, showId, { text }));
  const other = await goLive(server);
  const [, otherPage] = await come(other, "eve");
  await post(otherPage, other.show.id, { text: "moon elsewhere" });
  await moderator.must(routes.deleteMessage, { params: { showId, messageId: said[0]?.id ?? "" } });

  const params = { shopId: stage.shop.id };
  const search = async (query: NonNullable<CallOf<typeof routes.searchMessages>["query"]>) =>
    (await moderator.must(routes.searchMessages, { params, query })).items;
  const moons = await search({ text: "moon" });
  expect(moons.map(({ text }) => text)).toEqual(["MOON!", "달항아리 moon", "Moon (jar)"]);
  expect(moons.map(({ deletedAt }) => deletedAt !== null)).toEqual([false, false, true]);
  expect(moons[2]?.show).toEqual({ id: showId, title: "First show" });
  expect((await search({ text: "(jar)" })).map(({ id }) => id)).toEqual([said[0]?.id]);
  expect(await search({ text: ".*" })).toEqual([]);
  expect((await search({ person: "ann" })).map(({ text }) => text)).toEqual(["nothing", "Moon (jar)"]);
  expect(await search({ authorId: ann.me.id, person: "bob" })).toEqual([]);
  expect((await search({ authorId: ann.me.id, text: "moon" })).map(({ text }) => text)).toEqual([
    "Moon (jar)",
  ]);
  const [, second, third] = said;
  expect((await search({ from: second?.at, to: third?.at })).map(({ text }) => text)).toEqual([
    "nothing",
    "달항아리 moon",
  ]);
  const [newest] = await search({ limit: 1 });
  expect((await search({ limit: 2, before: newest?.id })).map(({ text }) => text)).toEqual([
    "nothing",
    "달항아리 moon",
  ]);
  expect(await search({ showId: other.show.id })).toEqual([]);
});

test("hearts add up, reach everybody, and need a show that is on", async () => {
  const stage = await goLive(server);
  const { id: showId } = stage.show;
  const [, annPage] = await come(stage, "ann");
  const [, bobPage] = await come(stage, "bob");
  const told = (page: Page) =>
    new Promise<number>((resolve) =>
      page.socket.on("pulse", ({ hearts }: { hearts?: number }) => {
        if (hearts === 12) resolve(hearts);
      }),
    );
  const heard = [told(annPage), told(bobPage)];
  expect(await annPage.request("heart:send", { showId, count: 5 })).toEqual(ok({}));
  expect(await bobPage.request("heart:send", { showId, count: 7 })).toEqual(ok({}));
  expect(await Promise.all(heard)).toEqual([12, 12]);
  expect(must(await bobPage.request("show:join", { showId })).hearts).toBe(12);
  for (const count of [0, -1, 1.5, 31])
    expect(await annPage.request("heart:send", { showId, count })).toMatchObject({
      error: { code: "INVALID_INPUT", path: "count" },
    });
  const visitor = await openPage(server.visitor(), showId);
  expect(await visitor.request("heart:send", { showId, count: 1 })).toMatchObject({
    error: { code: "SIGN_IN_REQUIRED" },
  });
  await stage.owner.must(routes.endShow, { params: { showId } });
  await eventually(async () =>
    expect(await annPage.request("heart:send", { showId, count: 1 })).toMatchObject({
      error: { code: "SHOW_NOT_LIVE" },
    }),
  );
});

test("the team's saved texts are changed in place and deleted", async () => {
  const stage = await goLive(server);
  const moderator = await addModerator(server, stage);
  const params = { shopId: stage.shop.id, name: "배송" };
  await moderator.must(routes.saveMacro, { params, body: { text: " Two days. " } });
  await stage.owner.must(routes.saveMacro, { params, body: { text: "Three days." } });
  const list = () => moderator.must(routes.listMacros, { params: { shopId: stage.shop.id } });
  expect(await list()).toEqual({ items: [{ name: "배송", text: "Three days." }] });
  expect(await moderator.call(routes.saveMacro, { params, body: { text: " " } })).toMatchObject({
    error: { code: "INVALID_INPUT", path: "text" },
  });
  await moderator.must(routes.removeMacro, { params });
  expect(await list()).toEqual({ items: [] });
});
