import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type AnswerOf,
  type AnyRoute,
  type ArgsOf,
  callRoute,
  type Drop,
  type Result,
  routes,
} from "@showdrop/shared";
import { createDropStore } from "../drops/drops.store.ts";
import { createHoldStore } from "../holds/hold.store.ts";
import { systemClock } from "../kit/clock.ts";
import { createLogger } from "../kit/logger.ts";
import { randomToken } from "../kit/random.ts";
import { connectRedis, type Redis } from "../kit/redis.ts";
import { createOrderStore, type OrderStore } from "../orders/orders.store.ts";
import { createReconcileDeps } from "../reconcile/deps.ts";
import type { ReconcileDeps } from "../reconcile/reconcile.ts";
import { createStockStore, type StockStore } from "../stock/stock.store.ts";
import type { Client } from "../testing/harness.ts";
import { type OwnRedis, startOwnRedis } from "../testing/own-redis.ts";
import { type Sale, setUpSale } from "../testing/sale.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { startSimulator } from "../testing/simulator.ts";

/** Several servers as they run in earnest, over one Redis that a test may wipe, one record and one payment provider. */
export interface World {
  servers: readonly ServerProcess[];
  sale: Sale<ServerProcess>;
  people: readonly Client[];
  redis: Redis;
  ownRedis: OwnRedis;
  orders: OrderStore;
  numbers: ReconcileDeps;
  /** A call of somebody to one of the servers. A server that does not answer refuses with UNAVAILABLE. */
  call<R extends AnyRoute>(
    server: number,
    who: Client,
    route: R,
    args: ArgsOf<R>,
  ): Promise<Result<AnswerOf<R>>>;
  /** The two variants of which drops have units. */
  variantIds: readonly string[];
  /** Puts units of both variants on sale. */
  drop(units: readonly [number, number], limit: number): Promise<Drop>;
  /** A new variant of which so many units are there, in no drop. */
  shelf(units: number): Promise<{ variantId: string; units: number }>;
  stock: StockStore;
  stop(): Promise<void>;
}

/** A change to a script that must be noticed. */
export interface Mutation {
  script: string;
  from: string;
  to: string;
}

const source = new URL("../", import.meta.url).pathname;

/** Copies the server's program and seeds a bug in one of its scripts. @returns the copy's folder */
const copyWith = async ({ script, from, to }: Mutation): Promise<string> => {
  const dir = await mkdtemp(join(source, "..", ".mutant-"));
  await cp(source, join(dir, "src"), { recursive: true, filter: (path) => !path.endsWith(".test.ts") });
  const file = join(dir, "src", "holds", "lua", script);
  const text = await readFile(file, "utf8");
  if (!text.includes(from)) throw new Error(`${script} has no such line to break: ${from}`);
  await writeFile(file, text.replace(from, to));
  return dir;
};

export const startWorld = async (serverCount: number, mutation?: Mutation): Promise<World> => {
  const mutant = mutation && (await copyWith(mutation));
  const program = mutant ? join(mutant, "src", "main.ts") : undefined;
  const [stripe, ownRedis] = await Promise.all([startSimulator(), startOwnRedis()]);
  const env = { ...stripe.env, REDIS_URL: ownRedis.url, RATE_LIMIT_SCALE: "10000" };
  const database = `model-${randomToken(6)}`;
  const first = await startServerProcess(env, database, program);
  const more = await Promise.all(
    Array.from({ length: serverCount - 1 }, () => startServerProcess(env, database, program)),
  );
  const servers = [first, ...more];
  const sale = await setUpSale(first, stripe);
  const product = async (names: readonly string[], stock: number): Promise<string[]> => {
    const price = { amount: 25_000, currency: "KRW" as const };
    const { variants } = await sale.host.must(routes.createProduct, {
      params: { shopId: sale.shopId },
      body: { title: "Cup", currency: "KRW", variants: names.map((name) => ({ name, price, stock })) },
    });
    return variants.map(({ id }) => id);
  };
  const variantIds = await product(["Blue", "Red"], 1_000_000);
  const people = await Promise.all(["ann", "bob", "cho"].map((name) => first.person(name)));
  const redis = await connectRedis(ownRedis.url, createLogger("fatal"));
  const [drops, orders, holds] = [
    createDropStore(first.db),
    createOrderStore(first.db),
    createHoldStore(redis),
  ];
  const stock = createStockStore(first.db, systemClock);
  return {
    ...{ servers, sale, people, redis, ownRedis, orders },
    numbers: createReconcileDeps({ clock: systemClock, stock, drops, orders, holds }),
    call: (server, who, route, args) =>
      callRoute(servers[server]?.url ?? "", route, args, { headers: { cookie: who.cookie() } }),
    ...{ variantIds, stock },
    drop: (units, perCustomer) =>
      sale.drop({
        pools: variantIds.map((variantId, index) => ({ variantId, quantity: units[index] ?? 0 })),
        ...{ perCustomer, holdSeconds: 900 },
      }),
    async shelf(units) {
      const [variantId = ""] = await product(["Green"], units);
      return { variantId, units };
    },
    async stop() {
      await redis.close();
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all([stripe.stop(), ownRedis.stop()]);
      if (mutant) await rm(mutant, { recursive: true, force: true });
    },
  };
};
