// npm run bench:vendure: full checkouts a second, and units sold that there were not, ours beside Vendure's. See README.md.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeError } from "@showdrop/local/kit/instruction.ts";
import type { Log } from "@showdrop/local/kit/log.ts";
import { quantile } from "../quantiles.ts";
import { line } from "../report.ts";
import { startShowdrop } from "./showdrop.ts";
import { startVendure } from "./vendure.ts";

const UNITS = Number(process.env.UNITS ?? 30);
const BUYERS = Number(process.env.BUYERS ?? 150);
/** Rushes that are measured of each, in turn, after one that warms it up. */
const ROUNDS = Number(process.env.ROUNDS ?? 5);

const log: Log = (text) => void process.stderr.write(`${text}\n`);
const median = (values: readonly number[]): number => quantile(values, 0.5);

type Peer = { buy(buyer: number): Promise<boolean>; stop(): Promise<void> };
type Start = (units: number, buyers: number) => Promise<Peer>;

/** Buyers who come all at once. @returns how many have paid, and how many of them a second */
const rush = async ({ buy }: Peer, first: number) => {
  const began = performance.now();
  const bought = await Promise.all(Array.from({ length: BUYERS }, (_, i) => buy(first + i)));
  const orders = bought.filter(Boolean).length;
  return { orders, perSecond: orders / ((performance.now() - began) / 1000) };
};

/** Orders of so many buyers who want fewer units. */
const scramble = async (start: Start): Promise<number> => {
  const peer = await start(UNITS, BUYERS);
  try {
    return (await rush(peer, 0)).orders;
  } finally {
    await peer.stop();
  }
};

/** Full checkouts a second of each, rush by rush, with a unit for everybody. */
const race = async (starts: readonly Start[]): Promise<number[][]> => {
  const peers: Peer[] = [];
  const rates: number[][] = starts.map(() => []);
  try {
    const everybody = BUYERS * (ROUNDS + 1);
    for (const start of starts) peers.push(await start(everybody, everybody));
    for (let round = 0; round <= ROUNDS; round++)
      for (const [i, peer] of peers.entries()) {
        const { orders, perSecond } = await rush(peer, round * BUYERS);
        if (orders !== BUYERS) throw new Error(`${BUYERS - orders} of ${BUYERS} checkouts did not end well`);
        if (round > 0) rates[i]?.push(perSecond);
      }
    return rates;
  } finally {
    for (const peer of peers) await peer.stop();
  }
};

const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
try {
  const vendure: Start = (units) => startVendure(units, log);
  const showdrop: Start = async (units, buyers) =>
    startShowdrop(await mkdtemp(join(dir, "shop-")), units, buyers, log);
  const [theirs, ours] = [await scramble(vendure), await scramble(showdrop)];
  log(`${ROUNDS} rushes of ${BUYERS} at each, in turn`);
  const [slow = [], fast = []] = await race([vendure, showdrop]);
  const show = (rates: readonly number[]) => rates.map((rate) => rate.toFixed(1)).join(", ");
  log("");
  line(`${BUYERS} buyers on ${UNITS} units: orders paid at Vendure`, `${theirs}`);
  line("  sold beyond the stock", `${Math.max(0, theirs - UNITS)}`);
  line(`${BUYERS} buyers on ${UNITS} units: orders paid at Showdrop`, `${ours}`, `(${UNITS})`);
  line("  sold beyond the stock", `${Math.max(0, ours - UNITS)}`, "(0)");
  line(`${BUYERS} buyers, a unit for each: full checkouts a second at Vendure`, median(slow).toFixed(1));
  line("  rush by rush", show(slow));
  line(`${BUYERS} buyers, a unit for each: full checkouts a second at Showdrop`, median(fast).toFixed(1));
  line("  rush by rush", show(fast));
  line("  ours to theirs", `×${(median(fast) / median(slow)).toFixed(1)}`, "(≥ 20)");
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true, force: true });
}
