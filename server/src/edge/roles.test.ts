import { routes } from "@showdrop/shared";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomToken } from "../kit/random.ts";
import { eventually, must, type Sale, setUpSale } from "../testing/sale.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { type Simulator, startSimulator } from "../testing/simulator.ts";
import { openPage } from "../testing/stage.ts";

let stripe: Simulator;
let api: ServerProcess;
let hub: ServerProcess;
let sale: Sale<ServerProcess>;
beforeAll(async () => {
  stripe = await startSimulator();
  const database = `test-${randomToken(6)}`;
  [api, hub] = await Promise.all([
    startServerProcess({ ...stripe.env, ROLES: "api,jobs" }, database),
    startServerProcess({ ...stripe.env, ROLES: "hub" }, database),
  ]);
  sale = await setUpSale(api, stripe);
}, 60_000);
afterAll(async () => {
  await hub.stop();
  await sale.stop();
});

test("a server for calls and one for sockets carry a show together", async () => {
  const ann = await api.person("ann");
  const page = await openPage({ ...ann, connect: () => ann.connect(hub.url) }, sale.show.id);
  const drop = await sale.drop({ quantity: 3, holdSeconds: 5 });
  await page.hears("drop:changed", ({ data }) => data.id === drop.id);
  await sale.buy(ann, drop.id);
  await page.hears("drop:stock", ({ data }) => data.dropId === drop.id);
  // What nobody asks for is done by the one that has the jobs.
  const hold = must(await sale.hold(ann, drop.id));
  const mine = async () => (await ann.must(routes.listMyHolds, { params: { showId: sale.show.id } })).items;
  expect((await mine()).map(({ id }) => id)).toContain(hold.id);
  await eventually(async () => expect((await mine()).map(({ id }) => id)).not.toContain(hold.id));
  await page.say("got one!");
  await page.hears("chat:posted", ({ data }) => data.text === "got one!");
  page.close();
}, 60_000);

test("each does what it is for and nothing else", async () => {
  const visitor = api.visitor();
  await expect(visitor.connect()).rejects.toThrow();
  expect((await fetch(`${hub.url}${routes.readConfig.path}`)).status).toBe(404);
  expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
  expect((await fetch(`${api.url}${routes.readConfig.path}`)).status).toBe(200);
});

test("who signs out at the one is out at the other at once", async () => {
  const bob = await api.person("bob");
  const page = await bob.connect(hub.url);
  const ended = new Promise((resolve) => page.socket.once("disconnect", resolve));
  await bob.must(routes.signOut);
  await eventually(() => ended);
});
