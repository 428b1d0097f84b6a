import {
  type Checkout,
  type CreateDrop,
  type Drop,
  type Hold,
  type Order,
  type Result,
  routes,
  type Show,
} from "@showdrop/shared";
import { expect, vi } from "vitest";
import type { Db } from "../kit/mongo.ts";
import { type Client, type People, startTestServer, type TestServer } from "./harness.ts";
import { type Simulator, startSimulator } from "./simulator.ts";

export const address = {
  name: "Kim Minji",
  phone: "+82 10 1234 5678",
  country: "KR",
  postalCode: "04524",
  region: "",
  city: "Seoul",
  line1: "110 Sejong-daero",
  line2: "",
};

/** A server that a sale runs on: in this process, or in one of its own. */
export interface SaleServer extends People {
  url: string;
  /** Its database, to look into. */
  db: Db;
  stop(): Promise<void>;
}

/** A live show of a shop with stock, on a real server with a payment simulator of its own. */
export interface Sale<S extends SaleServer = TestServer> {
  server: S;
  stripe: Simulator;
  host: Client;
  show: Show;
  shopId: string;
  variantId: string;
  /** Puts units on sale, at once unless told otherwise. */
  drop(
    given?: Partial<Omit<CreateDrop, "pools">> & {
      /** Of the first variant, unless `pools` says otherwise. */
      quantity?: number;
      pools?: { variantId: string; quantity: number }[];
    },
  ): Promise<Drop>;
  hold(
    client: Client,
    dropId: string,
    quantity?: number,
    key?: string,
    variantId?: string,
  ): Promise<Result<Hold>>;
  checkout(client: Client, hold: Hold): Promise<Checkout>;
  /** The whole way, with a good card. */
  buy(client: Client, dropId: string, quantity?: number): Promise<Order>;
  dropNow(dropId: string): Promise<Drop>;
  /** Checks that every counter of a drop adds up, in Redis, in MongoDB and in the ledger. */
  expectBalanced(dropId: string): Promise<void>;
  stop(): Promise<void>;
}

export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.data;
};

/** Waits until `check` passes; the events under test arrive when they arrive. */
export const eventually = <T>(check: () => Promise<T> | T, timeout = 30_000, interval = 50): Promise<T> =>
  vi.waitFor(check, { timeout, interval });

export const startSale = async ({
  stock = 1000,
  server: env = {},
}: {
  stock?: number;
  server?: Record<string, string>;
} = {}): Promise<Sale> => {
  const stripe = await startSimulator();
  return setUpSale(await startTestServer({ env: { ...stripe.env, ...env } }), stripe, stock);
};

/** Opens a shop with a product and takes its show live. */
export const setUpSale = async <S extends SaleServer>(
  server: S,
  stripe: Simulator,
  stock = 1000,
): Promise<Sale<S>> => {
  await stripe.deliverTo(server.url);
  const host = await server.person("host");
  const shop = await host.must(routes.openShop, {
    body: { handle: `shop-${host.me.id.slice(-10)}`, name: "Bowls" },
  });
  const product = await host.must(routes.createProduct, {
    params: { shopId: shop.id },
    body: {
      title: "Moon bowl",
      currency: "KRW",
      variants: [{ name: "White", price: { amount: 42_000, currency: "KRW" }, stock }],
    },
  });
  const variantId = product.variants[0]?.id ?? "";
  const scheduled = await host.must(routes.scheduleShow, {
    params: { shopId: shop.id },
    body: { title: "Kiln opening", startsAt: new Date(Date.now() + 60_000).toISOString() },
  });
  const show = await host.must(routes.startShow, { params: { showId: scheduled.id } });

  const sale: Sale<S> = {
    server,
    stripe,
    host,
    show,
    shopId: shop.id,
    variantId,
    drop: ({ quantity = 10, pools = [{ variantId, quantity }], ...given } = {}) =>
      host.must(routes.createDrop, {
        params: { showId: show.id },
        body: {
          pools: pools.map((pool) => ({ ...pool, price: { amount: 30_000, currency: "KRW" as const } })),
          ...{ perCustomer: 5, holdSeconds: 60, opensAt: null, ...given },
        },
      }),
    hold: (client, dropId, quantity = 1, key, variant = variantId) =>
      client.call(routes.placeHold, {
        params: { dropId },
        body: { variantId: variant, quantity },
        ...(key ? { idempotencyKey: key } : {}),
      }),
    checkout: (client, hold) =>
      client.must(routes.openCheckout, {
        params: { shopId: shop.id },
        body: { holdIds: [hold.id], address },
      }),
    async buy(client, dropId, quantity = 1) {
      const { order, clientSecret } = await sale.checkout(
        client,
        must(await sale.hold(client, dropId, quantity)),
      );
      expect(await stripe.pay(clientSecret)).toBe("succeeded");
      return client.must(routes.confirmPayment, { params: { orderId: order.id } });
    },
    async dropNow(dropId) {
      const { items } = await host.must(routes.listDrops, { params: { showId: show.id } });
      const drop = items.find(({ id }) => id === dropId);
      if (!drop) throw new Error("the drop is gone");
      return drop;
    },
    async expectBalanced(dropId) {
      const { stock: shown } = await sale.dropNow(dropId);
      expect(shown.available + shown.held + shown.sold).toBe(shown.allocated);
      const { db } = server;
      const drop = await db
        .model("Drop")
        .findById(dropId)
        .lean<{ pools: { committed: number; reserved: number; allocated: number; free: number }[] }>();
      const sum = (of: "committed" | "reserved" | "allocated" | "free"): number =>
        drop?.pools.reduce((total, pool) => total + pool[of], 0) ?? 0;
      const orders = await db
        .model("Order")
        .find({ "lines.source.dropId": dropId })
        .lean<Pick<Order, "status" | "lines">[]>();
      const units = (...statuses: string[]) =>
        orders
          .filter(({ status }) => statuses.includes(status))
          .flatMap(({ lines }) => lines)
          .filter(({ source }) => source.kind === "drop" && source.dropId === dropId)
          .reduce((sum, { quantity }) => sum + quantity, 0);
      expect([sum("committed"), sum("reserved"), sum("allocated")]).toEqual([
        units("paid", "partly_refunded", "refunded"),
        units("pending_payment", "authorised", "expiring"),
        shown.allocated,
      ]);
      expect(sum("free")).toBe(sum("allocated") - sum("reserved") - sum("committed"));
      expect(shown.sold).toBe(sum("committed"));
      const page = await host.must(routes.readProduct, { params: { productId: product.id } });
      const variant = page.product.variants[0];
      const { items } = await host.must(routes.listStockEntries, {
        params: { variantId },
        query: { limit: 100 },
      });
      if (items.length < 100)
        expect(items.reduce((sum, { change }) => sum + change, 0)).toBe(variant?.available);
    },
    async stop() {
      await server.stop();
      await stripe.stop();
    },
  };
  return sale;
};
