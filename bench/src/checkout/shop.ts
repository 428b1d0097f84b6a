import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createApiClient } from "@showdrop/local/api-client.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import { freePort } from "@showdrop/local/kit/ports.ts";
import { offer, type Sale, type Seller, startSale } from "@showdrop/local/sample-sale.ts";
import { startMongo } from "@showdrop/local/services/mongo.ts";
import { startRedis } from "@showdrop/local/services/redis.ts";
import { type Server, startServer } from "@showdrop/local/services/server.ts";
import { startStripe } from "@showdrop/local/services/stripe.ts";
import { newKey, routes } from "@showdrop/shared";

/** Our servers with their Redis, store and payments, and a show on air whose product sells in drops. */
export type Shop = {
  /** Does everything, as at home. */
  whole: Server;
  /** Starts two that share the work: calls and jobs at one, sockets at the other. */
  apart(): Promise<{ api: Server; hub: Server }>;
  redisUrl: string;
  mongoUri: string;
  seller: Seller;
  sale: Sale;
  /** What every drop sells. */
  variantId: string;
  /** Puts units on sale; whoever likes may have a hundred. */
  drop(quantity: number): Promise<string>;
  stop(): Promise<void>;
};

/** Redis with the append-only file, as in earnest: what it costs is in every number. */
export const openShop = async (dir: string, log: Log): Promise<Shop> => {
  const output = (name: string) => ({ file: join(dir, `${name}.log`) });
  const redis = await startRedis({ dir: join(dir, "redis"), durable: true, output: output("redis"), log });
  const store = await startMongo({ output: output("mongo") });
  const stripe = await startStripe({ webhookSecret: "whsec_bench", output: output("stripe") });
  const env = {
    MONGODB_URI: store.uri,
    REDIS_URL: redis.url,
    MEDIA_TOKEN_SECRET: randomBytes(32).toString("hex"),
    ACCOUNT_SECRET: randomBytes(32).toString("hex"),
    UPLOAD_DIR: join(dir, "uploads"),
    RECORDINGS_DIR: join(dir, "recordings"),
    // Counted as ever, but for one address that stands for a city.
    RATE_LIMIT_SCALE: "10000",
    JOINS_PER_SECOND: "100000",
    // Of the calls to the payment provider the simulator takes as many as come; Stripe, as many as the operator has agreed with it.
    STRIPE_CALLS_PER_SECOND: "1000",
    LOG_LEVEL: "info",
    ...stripe.variables,
  };
  const servers: Server[] = [];
  const start = async (name: string, ROLES: string): Promise<Server> => {
    const port = await freePort();
    const server = await startServer({ name, port, env: { ...env, ROLES }, output: output(name) });
    servers.push(server);
    return server;
  };
  const whole = await start("whole", "");

  const client = createApiClient(whole.url);
  await client.must(routes.signUp, {
    body: {
      email: `seller-${newKey().slice(0, 8)}@example.com`,
      password: "a password for measuring",
      displayName: "seller",
    },
  });
  const seller = { api: client, name: "seller" };
  const sale = await startSale(seller, { stock: 1_000_000 });
  const variantId = sale.product.variants[0]?.id ?? "";
  return {
    ...{ whole, seller, sale, variantId },
    apart: async () => ({ api: await start("api", "api,jobs"), hub: await start("hub", "hub") }),
    ...{ redisUrl: redis.url, mongoUri: store.uri },
    drop: async (quantity) =>
      (await offer(seller, sale, { quantity, perCustomer: 100, holdSeconds: 900 })).id,
    async stop() {
      for (const service of [...servers.toReversed(), stripe, store, redis]) await service.stop();
    },
  };
};
