import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type ApiClient, createApiClient } from "@showdrop/local/api-client.ts";
import { type HubClient, openHub } from "@showdrop/local/hub-client.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import { freePort } from "@showdrop/local/kit/ports.ts";
import { offer, type Sale, startSale } from "@showdrop/local/sample-sale.ts";
import { startMongo } from "@showdrop/local/services/mongo.ts";
import { startRedis } from "@showdrop/local/services/redis.ts";
import { type Server, startServer } from "@showdrop/local/services/server.ts";
import { startStripe } from "@showdrop/local/services/stripe.ts";
import { newKey, routes } from "@showdrop/shared";
import { type Entry, textOf } from "./entry.ts";
import type { Hub } from "./hub.ts";

/** Pages that the team writes on at each server: the commands of one page are handled one after the other. */
const PAGES = 4;
/** Units of the drop that is reached for: what is held is given back at once. */
const UNITS = 50;

/** Our two servers with their Redis and store, and a show on air in which the team writes. */
export type Ours = {
  /** Viewers at one server, the team at the other: what a server costs that does nothing but tell. */
  apart: Hub;
  /** All of them at one server. */
  together: Hub;
  /** Viewers and the team, half of them at each. */
  shared: Hub;
  redis: { url: string; pid: number };
  /** An entry of chat as it goes over the wire. */
  sample: Entry;
  /** Does one of the things that must not wait: pins a product or lets it go, holds a unit or gives it back. */
  urge(turn: number): Promise<void>;
  stop(): Promise<void>;
};

const signUp = async (url: string, name: string): Promise<ApiClient> => {
  const api = createApiClient(url);
  const email = `${name}-${newKey().slice(0, 8)}@example.com`;
  await api.must(routes.signUp, { body: { email, password: "a password for measuring", displayName: name } });
  return api;
};

/** Someone's page in a show, when it is in. */
const openPage = async (url: string, api: ApiClient, showId: string, onEntry: (entry: Entry) => void) => {
  const page = openHub(url, api.cookies, { onEntry });
  await page.connected();
  await page.must("show:join", { showId });
  return page;
};

/** What reaches for the show's product, so that stock and pins change. */
const createUrges = async (seller: ApiClient, buyer: ApiClient, sale: Sale) => {
  const { show, product } = sale;
  const drop = await offer({ api: seller, name: "seller" }, sale, { quantity: UNITS, perCustomer: UNITS });
  const pin = (productIds: string[]) => async () => {
    const body = { productIds, featuredId: null };
    await seller.must(routes.setPins, { params: { showId: show.id }, body });
  };
  let held = "";
  const urges = [
    pin([product.id]),
    async () => {
      const params = { dropId: drop.id };
      const body = { variantId: drop.pools[0]?.variant.id ?? "", quantity: 1 };
      held = (await buyer.must(routes.placeHold, { params, body, idempotencyKey: newKey() })).id;
    },
    pin([]),
    async () => {
      await buyer.must(routes.releaseHold, { params: { holdId: held } });
    },
  ];
  return async (turn: number): Promise<void> => urges[turn % urges.length]?.();
};

export const startOurs = async (dir: string, log: Log): Promise<Ours> => {
  const output = (name: string) => ({ file: join(dir, `${name}.log`) });
  const redis = await startRedis({ dir: join(dir, "redis"), durable: false, output: output("redis"), log });
  const store = await startMongo({ output: output("mongo") });
  const stripe = await startStripe({ webhookSecret: "whsec_bench", output: output("stripe") });
  const env = {
    MONGODB_URI: store.uri,
    REDIS_URL: redis.url,
    MEDIA_TOKEN_SECRET: randomBytes(32).toString("hex"),
    ACCOUNT_SECRET: randomBytes(32).toString("hex"),
    UPLOAD_DIR: join(dir, "uploads"),
    RECORDINGS_DIR: join(dir, "recordings"),
    RATE_LIMIT_SCALE: "10000",
    JOINS_PER_SECOND: "100000",
    LOG_LEVEL: "warn",
    ...stripe.variables,
  };
  const start = async (name: string): Promise<Server> =>
    startServer({ name, port: await freePort(), env, output: output(name) });
  const [first, second] = [await start("server-1"), await start("server-2")];

  const seller = await signUp(first.url, "seller");
  const buyer = await signUp(first.url, "buyer");
  const sale = await startSale({ api: seller, name: "seller" });
  const showId = sale.show.id;
  const urge = await createUrges(seller, buyer, sale);
  const told = Promise.withResolvers<Entry>();
  const openPages = ({ url }: Server): Promise<HubClient[]> =>
    Promise.all(
      Array.from({ length: PAGES }, () =>
        openPage(url, seller, showId, (entry) => {
          if (entry.event === "chat:posted") told.resolve(entry);
        }),
      ),
    );
  const [atFirst, atSecond] = [await openPages(first), await openPages(second)];

  const hub = (viewersAt: readonly Server[], pages: readonly HubClient[]): Hub => {
    let posts = 0;
    return {
      doors: viewersAt.map(({ port }) => ({ port, kind: "io", showId })),
      pids: viewersAt.map((server) => server.pid() ?? 0),
      others: { Redis: redis.pid() ?? 0, store: store.pid() ?? 0 },
      async post(text) {
        await pages[posts++ % pages.length]?.must("chat:post", { showId, text, key: newKey() });
      },
      stop: async () => undefined, // its servers are the others' too
    };
  };
  const together = hub([first], atFirst);
  await together.post(textOf(0, 0, process.hrtime.bigint() / 1000n));

  return {
    apart: hub([second], atFirst),
    together,
    shared: hub([first, second], [...atFirst, ...atSecond]),
    redis: { url: redis.url, pid: redis.pid() ?? 0 },
    sample: await told.promise,
    urge,
    async stop() {
      for (const page of [...atFirst, ...atSecond]) page.close();
      for (const service of [second, first, stripe, store, redis]) await service.stop();
    },
  };
};
