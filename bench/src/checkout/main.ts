// npm run bench:checkout: what it costs to let somebody have a unit, beside the least that anybody could do, in one run on
// this machine. The ratios are what to compare; absolute numbers say more about the machine. `--quick` is for trying it out.
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { describeError } from "@showdrop/local/kit/instruction.ts";
import { run } from "@showdrop/local/kit/run.ts";
import { newKey, routes } from "@showdrop/shared";
import { createClient } from "redis";
import { z } from "zod";
import { startProgram } from "../hub/program.ts";
import { cpuUsOf } from "../process-cost.ts";
import { quantile } from "../quantiles.ts";
import { line } from "../report.ts";
import { type Buyer, makeBuyers } from "./buyers.ts";
import { type Attempt, type Loaded, reach } from "./load-client.ts";
import { measureRoom } from "./room.ts";
import { rush } from "./rush.ts";
import { learnScriptCall } from "./script-call.ts";
import { openShop, type Shop } from "./shop.ts";

const quick = process.argv.includes("--quick");
const HOLDS = quick ? 2_000 : 12_000;
const BUYERS = 400;
const IN_FLIGHT = 100;
/** Measured in turns, so that a noisy minute of the machine meets all of them. */
const ROUNDS = quick ? 1 : 5;

const log = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (values: readonly number[]): number => quantile(values, 0.5);

const attemptsOf = (
  { variantId }: Shop,
  dropId: string,
  buyers: readonly Buyer[],
  count: number,
): Attempt[] =>
  Array.from({ length: count }, (_, i) => {
    const { id, cookie } = buyers[i % buyers.length] ?? { id: "", cookie: "" };
    return { dropId, variantId, cookie, user: id, key: newKey() };
  });

/** Every attempt was granted, or what is compared is not the same thing. */
const perSecond = (loaded: Loaded): number => {
  if (loaded.other.count > 0) throw new Error(`not all were granted: ${JSON.stringify(loaded.statuses)}`);
  return loaded.fine.count / loaded.seconds;
};

const learn = async (shop: Shop, buyer: Buyer) => {
  const dropId = await shop.drop(100);
  return learnScriptCall(shop.redisUrl, async () => {
    const key = newKey();
    const [, path] = routes.placeHold.path.split(":dropId");
    const response = await fetch(`${shop.whole.url}/api/drops/${dropId}${path}`, {
      method: "POST",
      headers: { cookie: buyer.cookie, "idempotency-key": key, "content-type": "application/json" },
      body: JSON.stringify({ variantId: shop.variantId, quantity: 1 }),
    });
    const { id } = routes.placeHold.answer.parse(await response.json());
    return { drop: dropId, hold: id, user: buyer.id, key };
  });
};

/** Commands that Redis was given, by name. */
const commandsOf = async (url: string): Promise<Map<string, number>> => {
  const redis = await createClient({ url }).connect();
  const text = await redis.info("commandstats");
  redis.destroy();
  return new Map(
    [...text.matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)].map(([, name = "", calls]) => [name, Number(calls)]),
  );
};

const Called = z.object({ perSecond: z.number(), held: z.number() });

const compare = async (dir: string, shop: Shop, buyers: readonly Buyer[]): Promise<void> => {
  const [first] = buyers;
  if (!first) throw new RangeError("there are buyers");
  const call = JSON.stringify(await learn(shop, first));
  const startBare = async (kind: string) => {
    const program = startProgram(process.execPath, [
      join(import.meta.dirname, "bare.ts"),
      kind,
      shop.redisUrl,
      call,
    ]);
    return { ...program, port: Number(await program.answer()) };
  };
  const [bareExpress, bareHttp] = [await startBare("express"), await startBare("http")];
  const reachAt = async (port: number, count = HOLDS): Promise<number> =>
    perSecond(
      await reach(dir, port, attemptsOf(shop, await shop.drop(count), buyers, count), {
        connections: IN_FLIGHT,
      }),
    );
  const client = async (): Promise<number> => {
    const args = [shop.redisUrl, call, await shop.drop(HOLDS), `${HOLDS}`, `${IN_FLIGHT}`];
    const users = JSON.stringify(buyers.map(({ id }) => id));
    const { output } = await run(process.execPath, [
      join(import.meta.dirname, "bare-client.ts"),
      ...args,
      users,
    ]);
    const called = Called.parse(JSON.parse(output));
    if (called.held !== HOLDS) throw new Error(`the client was granted ${called.held} of ${HOLDS}`);
    return called.perSecond;
  };

  for (const port of [shop.whole.port, bareExpress.port, bareHttp.port]) await reachAt(port, HOLDS / 4); // warms up
  const rates: Record<"ours" | "express" | "http" | "client", number[]> = {
    ours: [],
    express: [],
    http: [],
    client: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    log(`holds a second, round ${round + 1} of ${ROUNDS}`);
    rates.ours.push(await reachAt(shop.whole.port));
    rates.express.push(await reachAt(bareExpress.port));
    rates.http.push(await reachAt(bareHttp.port));
    rates.client.push(await client());
  }
  for (const bare of [bareExpress, bareHttp]) await bare.stop();

  const ratio = (over: number[]): number => median(rates.ours.map((rate, i) => rate / (over[i] ?? 0)));
  const show = (values: number[]): string => `${median(values).toFixed(0)}/s`;
  line("holds over HTTP: session, bans, limits, log and all", show(rates.ours));
  line("a bare Express route that calls the script", show(rates.express));
  line("  ours to it", ratio(rates.express).toFixed(2), "(≥ 0.7, better 0.85)");
  line("the same without Express", show(rates.http));
  line("  ours to it", ratio(rates.http).toFixed(2));
  line(`the script from one Node client, ${IN_FLIGHT} in flight`, show(rates.client));
  line("  ours to it", ratio(rates.client).toFixed(2), "(≥ 0.25, better 0.4)");
};

/** What Redis is asked for each hold, and what a refusal costs beside a sale. */
const countAndRefuse = async (dir: string, shop: Shop, buyers: readonly Buyer[]): Promise<void> => {
  const pid = shop.whole.pid() ?? 0;
  const costly = async (dropId: string) => {
    const [before, cpu] = [await commandsOf(shop.redisUrl), cpuUsOf(pid)];
    const loaded = await reach(dir, shop.whole.port, attemptsOf(shop, dropId, buyers, HOLDS), {
      connections: IN_FLIGHT,
    });
    const after = await commandsOf(shop.redisUrl);
    const spent = new Map(
      [...after].map(([name, calls]) => [name, (calls - (before.get(name) ?? 0)) / HOLDS]),
    );
    return { loaded, us: (cpuUsOf(pid) - cpu) / HOLDS, commands: spent };
  };
  const sold = await costly(await shop.drop(HOLDS));
  const soldOutDrop = await shop.drop(1);
  await reach(dir, shop.whole.port, attemptsOf(shop, soldOutDrop, buyers, 1), { connections: 1 });
  const refused = await costly(soldOutDrop);
  if (refused.loaded.fine.count > 0) throw new Error("a unit was sold twice");
  line(
    "calls of the script for each hold: round trips to Redis",
    (sold.commands.get("evalsha") ?? 0).toFixed(2),
    "(1)",
  );
  const others = [...sold.commands].filter(
    ([name, count]) =>
      !/^(evalsha|info|time|h\w+|z\w+|incr\w*|set|get|p?expire|pttl)$/.test(name) && count > 0.005,
  );
  line(
    "  sent to Redis besides, waited for by nobody",
    others.map(([name, count]) => `${name} ${count.toFixed(2)}`).join(" ") || "nothing",
  );
  line("CPU of the server for a sale", `${sold.us.toFixed(0)} µs`);
  line("CPU of the server for “sold out”", `${refused.us.toFixed(0)} µs`, "(below a sale)");
};

const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
try {
  log("starting the servers");
  const shop = await openShop(dir, log);
  try {
    const buyers = await makeBuyers(shop.mongoUri, BUYERS);
    log(`${HOLDS} holds by ${BUYERS} buyers, ${IN_FLIGHT} at any time; load ${loadavg()[0]?.toFixed(1)}\n`);
    await compare(dir, shop, buyers);
    await countAndRefuse(dir, shop, buyers);
    await measureRoom(dir, shop, buyers, { quick, log });
    await rush(dir, shop, { quick, log });
  } finally {
    await shop.stop();
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true, force: true });
}
