import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Unavailable } from "../kit/errors.ts";
import { createLogger } from "../kit/logger.ts";
import { connectRedis, type Redis } from "../kit/redis.ts";
import { type Simulator, startSimulator } from "../testing/simulator.ts";
import { createCallQueue, withUrgency } from "./call-queue.ts";
import { createStripeClient } from "./stripe-client.ts";

const PER_SECOND = 10;

const Requests = z.object({ requests: z.array(z.object({ at: z.number(), path: z.string() })) });

let redis: Redis;
let simulator: Simulator;
beforeAll(async () => {
  redis = await connectRedis(process.env.REDIS_URL ?? "", createLogger("fatal"));
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.stop();
  redis.destroy();
});

const client = (perSecond = PER_SECOND) =>
  createStripeClient(
    {
      secretKey: simulator.env.STRIPE_SECRET_KEY ?? "",
      apiUrl: new URL(simulator.env.STRIPE_API_URL ?? ""),
    },
    createCallQueue(redis, perSecond),
  );

const arrivals = async (path: string): Promise<number[]> => {
  const { requests } = Requests.parse(await simulator.control("GET", "/requests"));
  return requests.filter((request) => request.path === path).map(({ at }) => at);
};

/** The most that arrived in any second: on a busy machine some arrive a little late, and the next right behind them. */
const most = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));

test("no more calls of a family than allowed reach Stripe in a second, and a buyer's overtakes the others", async () => {
  const stripe = client();
  const order: string[] = [];
  const sweep = Array.from({ length: 3 * PER_SECOND }, () =>
    withUrgency("sweep", () => stripe.balance.retrieve().then(() => order.push("sweep"))),
  );
  const look = withUrgency("reconciler", () =>
    stripe.balance.retrieve().then(() => order.push("reconciler")),
  ).catch(() => order.push("refused"));
  const buyer = stripe.balance.retrieve().then(() => order.push("buyer"));
  await Promise.all([...sweep, look, buyer]);
  const times = await arrivals("/v1/balance");
  expect(most(times)).toBeLessThanOrEqual(1.5 * PER_SECOND);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(
    0.9 * ((times.length - 1) / PER_SECOND) * 1_000,
  );
  expect(order.indexOf("buyer")).toBeLessThan(2 * PER_SECOND);
  expect(times).toHaveLength(3 * PER_SECOND + (order.includes("refused") ? 1 : 2));
});

test("another family does not wait for it", async () => {
  const stripe = client();
  let listed = false;
  const many = Array.from({ length: 2 * PER_SECOND }, () => stripe.transfers.list());
  const other = stripe.disputes.list().then(() => {
    listed = true;
  });
  await Promise.race([other, Promise.all(many)]);
  expect(listed).toBe(true);
  await Promise.all(many);
});

test("what asks for patience gets it: nothing more is sent until its time is over", async () => {
  const stripe = client(100);
  await simulator.control("POST", "/responses", {
    path: "/v1/payouts",
    fault: { kind: "refuse", status: 429 },
  });
  await expect(stripe.payouts.list()).rejects.toMatchObject({ statusCode: 429 });
  await stripe.payouts.list();
  const [refused, after] = await arrivals("/v1/payouts");
  expect((after ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(950);
});

test("a turn that was given before the provider asked for patience is given again, after it", async () => {
  const queue = createCallQueue(redis, 2 * PER_SECOND);
  let asked = 0;
  const refused = queue.run("tired", async () => {
    asked = performance.now();
    await queue.rest("tired", 1);
  });
  const next = queue.run("tired", async () => performance.now());
  await refused;
  expect((await next) - asked).toBeGreaterThanOrEqual(950);
});

test("a queue that is full refuses at once, the least urgent first", async () => {
  const queue = createCallQueue(redis, 1);
  const waiting = Array.from({ length: 3 }, () => queue.run("slow", async () => undefined));
  await expect(withUrgency("reconciler", async () => queue.run("slow", async () => 1))).rejects.toThrow(
    Unavailable,
  );
  expect(await queue.run("slow", async () => "bought")).toBe("bought");
  await Promise.all(waiting);
});
