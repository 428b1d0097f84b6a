// npm run bench:vendure: full checkouts a second, and units sold that there were not, ours beside Vendure's. See README.md.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeError } from "@showdrop/local/kit/instruction.ts";
import { line } from "../report.ts";
import { startShowdrop } from "./showdrop.ts";
import { startVendure } from "./vendure.ts";

const UNITS = Number(process.env.UNITS ?? 30);
const BUYERS = Number(process.env.BUYERS ?? 150);

const log = (text: string): void => void process.stderr.write(`${text}\n`);

/** Everybody at once. */
const rush = async ({ buy }: { buy(buyer: number): Promise<boolean> }) => {
  const began = performance.now();
  const bought = await Promise.all(Array.from({ length: BUYERS }, (_, buyer) => buy(buyer)));
  const orders = bought.filter(Boolean).length;
  return {
    orders,
    perSecond: orders / ((performance.now() - began) / 1000),
    oversold: Math.max(0, orders - UNITS),
  };
};

const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
try {
  const vendure = await startVendure(UNITS, log);
  const theirs = await rush(vendure).finally(vendure.stop);
  // As many units as they sold, so that as many checkouts are measured: and with the true number, whether any is oversold.
  const plenty = await startShowdrop(join(dir, "plenty"), Math.max(UNITS, theirs.orders), BUYERS, log);
  const fast = await rush(plenty).finally(plenty.stop);
  const few = await startShowdrop(join(dir, "few"), UNITS, BUYERS, log);
  const ours = await rush(few).finally(few.stop);
  log("");
  line(`${BUYERS} buyers on ${UNITS} units: orders paid at Vendure`, `${theirs.orders}`);
  line("  sold beyond the stock", `${theirs.oversold}`);
  line("  full checkouts a second", theirs.perSecond.toFixed(1));
  line(`${BUYERS} buyers on ${UNITS} units: orders paid at Showdrop`, `${ours.orders}`, `(${UNITS})`);
  line("  sold beyond the stock", `${ours.oversold}`, "(0)");
  line(`  full checkouts a second, of ${fast.orders}`, fast.perSecond.toFixed(1));
  line("  ours to theirs", `×${(fast.perSecond / theirs.perSecond).toFixed(1)}`, "(≥ 20)");
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true, force: true });
}
