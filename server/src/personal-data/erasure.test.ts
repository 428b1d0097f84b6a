import { type PersonalData, routes, type SavedAddress } from "@showdrop/shared";
import type { mongo } from "mongoose";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Client, startTestServer, type TestServer } from "../testing/harness.ts";
import { must, type Sale, setUpSale } from "../testing/sale.ts";
import { type Simulator, startSimulator } from "../testing/simulator.ts";
import { joinTeam } from "../testing/stage.ts";
import { DELETED_NAME } from "./scrub.ts";

const PASSWORD = "a fine long password";
const NAME = "Wilhelmina";
const PHONE = "+82 10 9876 1234";
const STREET = "77 Quiet Lantern-ro, Jongno-gu";
const address: SavedAddress["address"] = {
  ...{ name: "W. Falkenrath", phone: PHONE, country: "KR", postalCode: "03145", region: "", city: "" },
  ...{ line1: STREET, line2: "Unit 404B" },
};
/** What must not be found anywhere afterwards. */
const traces = [NAME, "wilhelmina", "W. Falkenrath", PHONE, STREET, "Unit 404B", "my own words"];

/** Somewhat ahead of the true time, by whatever the tests let pass. */
let ahead = 0;
const clock = { now: () => Date.now() + ahead };
const GRACE_MS = 600_000;

let stripe: Simulator;
let server: TestServer;
let sale: Sale;
beforeAll(async () => {
  stripe = await startSimulator();
  server = await startTestServer({
    clock,
    env: { ...stripe.env, ERASURE_GRACE_SECONDS: `${GRACE_MS / 1000}` },
  });
  sale = await setUpSale(server, stripe);
}, 60_000);
afterAll(() => sale.stop());

const ask = (client: Client, password = PASSWORD) => client.call(routes.askErasure, { body: { password } });
const signIn = ({ me }: Client) =>
  server.visitor().call(routes.signIn, { body: { email: me.email, password: PASSWORD } });

/** Every text of every document of every collection that holds one of these, as `collection: text`. */
const findAnywhere = async (wanted: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  const look = (value: unknown, where: string): void => {
    if (typeof value === "string") {
      if (wanted.some((trace) => value.includes(trace))) found.push(`${where}: ${value}`);
    } else if (Array.isArray(value)) for (const each of value) look(each, where);
    else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      for (const [key, each] of Object.entries(value)) look(each, `${where}.${key}`);
  };
  for (const { name } of await (server.db.db?.listCollections().toArray() ?? []))
    for await (const row of server.db.collection<mongo.Document>(name).find({})) look({ ...row }, name);
  return found;
};

/** Somebody who has left something wherever people leave something. */
const liveHere = async (): Promise<Client> => {
  const { host, shopId, show } = sale;
  const person = server.visitor();
  person.me = await person.must(routes.signUp, {
    body: { email: "wilhelmina@example.com", password: PASSWORD, displayName: NAME, locale: "ko" },
  });
  await person.must(routes.editMe, { body: { namedWhenBuying: true } });
  await person.must(routes.addAddress, { body: { address } });
  await person.must(routes.follow, {
    params: { kind: "shop", id: shopId },
    body: { timeZone: "Asia/Seoul", locale: "ko" },
  });
  const page = await person.connect();
  const hosts = await host.connect();
  must(await page.request("show:join", { showId: show.id }));
  must(await hosts.request("show:join", { showId: show.id }));
  const said = must(
    await page.request("chat:post", { showId: show.id, text: "my own words", key: "key-of-mine-1" }),
  );
  const question = must(
    await page.request("chat:post", {
      showId: show.id,
      text: "my own words, is it large?",
      key: "key-of-mine-2",
    }),
  );
  must(
    await hosts.request("chat:post", {
      ...{ showId: show.id, text: `@${NAME} yes, write to wilhelmina@example.com`, key: "key-of-hosts-1" },
      replyTo: said.id,
    }),
  );
  await host.must(routes.pinMessage, { params: { showId: show.id }, body: { messageId: said.id } });
  await host.must(routes.deleteMessage, { params: { showId: show.id, messageId: question.id } });
  await host.must(routes.addNote, {
    params: { shopId, userId: person.me.id },
    body: { text: `${NAME} lives in ${STREET}` },
  });
  await host.must(routes.timeOutPerson, {
    params: { shopId },
    body: { userId: person.me.id, seconds: 60, reason: `${NAME} shouted` },
  });
  await host.must(routes.liftTimeout, { params: { shopId, userId: person.me.id } });
  await host.must(routes.inviteMember, {
    params: { shopId },
    body: { email: person.me.email, role: "moderator" },
  });
  for (const each of [page, hosts]) each.close();
  return person;
};

const deliver = async (orderId: string) => {
  const packed = await sale.host.must(routes.packOrder, { params: { orderId }, body: {} });
  const shipmentId = packed.shipments[0]?.id ?? "";
  await sale.host.must(routes.shipShipment, {
    params: { orderId, shipmentId },
    body: { carrier: "cj", trackingNumber: "640012345678" },
  });
};

let person: Client;
let orderId: string;

test("a copy has what is theirs, of every part of the platform, and nothing of anybody else's", async () => {
  person = await liveHere();
  const drop = await sale.drop({ quantity: 5 });
  const other = await server.person("somebody-else");
  const theirs = await sale.buy(other, drop.id);
  const order = await sale.buy(person, drop.id);
  orderId = order.id;
  await server.db.collection("orders").updateOne({ number: order.number }, { $set: { address } });

  const refused = await person.call(routes.exportMyData, { body: { password: "not it" } });
  expect(refused).toMatchObject({ error: { code: "WRONG_PASSWORD" } });
  const data: PersonalData = await person.must(routes.exportMyData, { body: { password: PASSWORD } });
  expect(data).toMatchObject({
    version: 1,
    profile: { displayName: NAME, email: "wilhelmina@example.com", secondFactor: false },
    addresses: [address],
    orders: [{ number: order.number, address, lines: [{ title: "Moon bowl", quantity: 1 }] }],
    follows: [{ kind: "shop", id: sale.shopId }],
    preferences: { locale: "ko" },
  });
  expect(data.chat).toMatchObject([
    { text: "my own words", deleted: false },
    { text: "my own words, is it large?", deleted: true },
  ]);
  const text = JSON.stringify(data);
  for (const foreign of [theirs.number, other.me.id, other.me.email, "yes, write to", "lives in"])
    expect(text).not.toContain(foreign);
}, 60_000);

test("it is refused while others wait for something, and says what", async () => {
  expect(await ask(person, "not it")).toMatchObject({ error: { code: "WRONG_PASSWORD" } });
  expect(await person.must(routes.readErasure)).toEqual({
    ...{ graceSeconds: GRACE_MS / 1000, obstacles: ["ACCOUNT_HAS_ORDERS"], orders: 1 },
  });
  expect(await ask(person)).toMatchObject({ error: { code: "ACCOUNT_HAS_ORDERS" } });
  expect(await ask(sale.host)).toMatchObject({ error: { code: "ACCOUNT_OWNS_SHOP" } });

  const holder = await server.person("holder");
  const drop = await sale.drop({ quantity: 5 });
  const hold = must(await sale.hold(holder, drop.id));
  expect(await ask(holder)).toMatchObject({ error: { code: "ACCOUNT_HAS_HOLDS" } });
  await holder.must(routes.releaseHold, { params: { holdId: hold.id } });
  expect(await ask(holder)).toMatchObject({ ok: true });
}, 60_000);

test("signing in within the grace keeps the account, and says so", async () => {
  const gil = await server.person("gil");
  const page = await gil.connect();
  const gone = new Promise((resolve) => page.socket.once("disconnect", resolve));
  const { leavesAt } = await gil.must(routes.askErasure, { body: { password: PASSWORD } });
  expect(Math.abs(Date.parse(leavesAt) - clock.now() - GRACE_MS)).toBeLessThan(60_000);
  await gone;
  expect((await gil.must(routes.readMe)).me).toBeNull();
  expect(await signIn(gil)).toMatchObject({ data: { id: gil.me.id, keptAccount: true } });
  const again = await signIn(gil);
  expect(again).toMatchObject({ data: { id: gil.me.id } });
  expect(again.ok && again.data.keptAccount).toBeFalsy();
});

test("after the grace nothing of them is left anywhere, nobody signs in, and the sale stays (invariant 20)", async () => {
  await deliver(orderId);
  // The member of a team leaves it; a team of one is no obstacle to its owner alone.
  const friend = await server.person("friend");
  await joinTeam(sale.host, sale.shopId, friend, "moderator");
  // The look must be able to find: all of it is there before.
  const before = await findAnywhere(traces);
  for (const trace of traces)
    expect([trace, before.some((text) => text.includes(trace))]).toEqual([trace, true]);

  await person.must(routes.askErasure, { body: { password: PASSWORD } });
  await friend.must(routes.askErasure, { body: { password: PASSWORD } });
  ahead += GRACE_MS + 1_000;
  // From this moment on, whether the job has come by or not.
  expect(await signIn(person)).toMatchObject({ error: { code: "WRONG_CREDENTIALS" } });
  await vi.waitFor(
    async () => {
      const rows = await server.db.collection("audit_log").countDocuments({ action: "account:erase" });
      expect(rows).toBeGreaterThanOrEqual(2);
      expect(await server.db.collection("users").countDocuments({ displayName: NAME })).toBe(0);
    },
    { timeout: 30_000, interval: 200 },
  );
  expect(await findAnywhere(traces)).toEqual([]);
  expect(await signIn(person)).toMatchObject({ error: { code: "WRONG_CREDENTIALS" } });
  // Their address is free for whoever has it then.
  const next = await server.visitor().call(routes.signUp, {
    body: { email: "wilhelmina@example.com", password: PASSWORD, displayName: "Somebody new" },
  });
  expect(next.ok && next.data.id).not.toBe(person.me.id);
  expect(next.ok).toBe(true);

  const kept = await sale.host.must(routes.readOrder, { params: { orderId } });
  expect(kept).toMatchObject({ status: "paid", totals: { total: { currency: "KRW" } } });
  expect(JSON.stringify(kept)).toContain(DELETED_NAME);
  const members = await sale.host.must(routes.listMembers, { params: { shopId: sale.shopId } });
  expect(members.items.map(({ person: { id } }) => id)).toEqual([sale.host.me.id]);
}, 90_000);
