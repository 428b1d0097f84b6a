// npm run bench:lighthouse: how Lighthouse, with its usual phone and network, judges the pages that visitors meet first.
// Needs a machine that does nothing else; `--quick` looks at each page once and not three times.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createApiClient } from "@showdrop/local/api-client.ts";
import { ensureChromium } from "@showdrop/local/browser.ts";
import { buildClient } from "@showdrop/local/client.ts";
import { startProcess } from "@showdrop/local/kit/process.ts";
import { readyLine } from "@showdrop/local/kit/ready-line.ts";
import { childEnv } from "@showdrop/local/kit/service.ts";
import { routes } from "@showdrop/shared";
import { z } from "zod";
import { audit, type Report } from "./audit.ts";
import { describeFailures, medianOf, tableOf } from "./verdict.ts";

const RUNS = process.argv.includes("--quick") ? 1 : 3;

/** At the lowest priority, on a machine that does something else after all. */
const READY_SECONDS = 300;

/** Milliseconds until the demo's seller, who has just gone on the air, sends as evenly as later. */
const SETTLE_MS = 20_000;

/** On a busy machine Chromium's trace now and then misses what Lighthouse looks for; then a page is looked at again. */
const ATTEMPTS = 4;

const log = (line: string): void => void process.stderr.write(`${line}\n`);

/** Addresses of the demo's home, live show, and the shop and a product of that show. */
const findPages = async (url: string): Promise<Record<string, string>> => {
  const api = createApiClient(url);
  const { items } = await api.must(routes.listShows, { query: { status: "live" } });
  const [live] = items;
  if (!live) throw new Error("the demo has no live show");
  const shop = await api.must(routes.readShopPage, { params: { handle: live.shop.handle } });
  const product = shop.products.find(({ images }) => images.length > 0);
  if (!product) throw new Error("the demo has no product with a picture");
  return {
    home: "/",
    watch: `/shows/${live.id}`,
    product: `/products/${product.id}`,
    shop: `/@${live.shop.handle}`,
  };
};

const auditPatiently = async (url: string, program: string, dir: string, attempt = 1): Promise<Report> => {
  try {
    return await audit(url, program, dir);
  } catch (problem) {
    if (attempt === ATTEMPTS) throw problem;
    log(`once more: ${problem instanceof Error ? problem.message : String(problem)}`);
    return auditPatiently(url, program, dir, attempt + 1);
  }
};

const chromium = await ensureChromium(log);
await buildClient(log);
const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
log("starting the platform with the demo");
const platform = await startProcess({
  name: "the platform",
  command: process.execPath,
  args: [new URL("platform-beside.ts", import.meta.url).pathname, join(dir, "data")],
  env: childEnv({}),
  ready: { line: readyLine(z.object({ ready: z.literal(true), url: z.url() })) },
  readySeconds: READY_SECONDS,
  output: { file: join(dir, "platform.log") },
});
const { url } = platform.ready;
try {
  await sleep(SETTLE_MS);
  const medians = [];
  for (const [name, path] of Object.entries(await findPages(url))) {
    const runs = [];
    for (let turn = 0; turn < RUNS; turn += 1) {
      log(`${name}, ${turn + 1} of ${RUNS}`);
      runs.push(await auditPatiently(new URL(path, url).href, chromium, dir));
    }
    medians.push(medianOf(name, runs));
  }
  console.log(tableOf(medians));
  for (const verdict of medians) console.log(describeFailures(verdict));
} finally {
  await platform.stop();
  await rm(dir, { recursive: true, force: true });
}
