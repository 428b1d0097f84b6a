// npm run bench:frames: whether the watch page keeps its frames while a chat pours and hearts fly, with the real page, hub
// and server, in Chromium whose main thread is slowed down four times. `--minutes 10` watches the memory for long.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createApiClient } from "@showdrop/local/api-client.ts";
import { ensureChromium, quietSwitches } from "@showdrop/local/browser.ts";
import { buildClient } from "@showdrop/local/client.ts";
import { type HubClient, openHub } from "@showdrop/local/hub-client.ts";
import { startPlatform } from "@showdrop/local/platform.ts";
import { offer, startSale } from "@showdrop/local/sample-sale.ts";
import { newKey, routes } from "@showdrop/shared";
import { type CDPSession, chromium } from "playwright-core";
import { quantile } from "../quantiles.ts";
import { line } from "../report.ts";
import { readTrace } from "./trace.ts";

const minutesAt = process.argv.indexOf("--minutes");
const MINUTES = minutesAt < 0 ? 1 : Number(process.argv[minutesAt + 1]);
if (!(MINUTES > 0)) throw new RangeError("--minutes takes a number above zero");

const MESSAGES_PER_SECOND = 50;
const TALKERS = 25;
/** Bursts of hearts a second, each as a thumb sends in half a second. */
const BURSTS_PER_SECOND = 4;
const HEARTS = 5;
/** How many times slower the page's thread runs than this machine: a phone of the middle class. */
const SLOWER = 4;
const TASK_MS = 50;
/** For the chat to be full before anything is measured. */
const WARM_UP_MS = 10_000;
/** A trace of more is too large to be read at once; a long run is traced in its last part. */
const TRACE_MS = 60_000;

const log = (text: string): void => void process.stderr.write(`${text}\n`);
const words =
  "lovely glaze how large is it the blue one please shipping to Busan 너무 예뻐요 저도 살래요 from Lisbon".split(
    " ",
  );

/** Lets everybody talk until stopped; what is said differs, as in a chat of people. */
const pour = (talkers: readonly HubClient[], showId: string): (() => void) => {
  let said = 0;
  const talk = setInterval(() => {
    said += 1;
    const text = Array.from(
      { length: 3 + (said % 7) },
      (_, i) => words[(said * 7 + i * 3) % words.length],
    ).join(" ");
    void talkers[said % talkers.length]?.request("chat:post", {
      showId,
      text: `${text} ${said}`,
      key: newKey(),
    });
  }, 1000 / MESSAGES_PER_SECOND);
  const love = setInterval(() => {
    void talkers[said % talkers.length]?.request("heart:send", { showId, count: HEARTS });
  }, 1000 / BURSTS_PER_SECOND);
  return () => {
    clearInterval(talk);
    clearInterval(love);
  };
};

const heapBytes = async (cdp: CDPSession): Promise<number> => {
  await cdp.send("HeapProfiler.collectGarbage");
  return (await cdp.send("Runtime.getHeapUsage")).usedSize;
};

const dir = await mkdtemp(join(tmpdir(), "showdrop-bench-"));
const [program] = await Promise.all([ensureChromium(log), buildClient(log)]);
const platform = await startPlatform({
  dataDir: dir,
  durable: false,
  serverEnv: { RATE_LIMIT_SCALE: "1000", LOG_LEVEL: "warn" },
  log,
});
const browser = await chromium.launch({ executablePath: program, args: [...quietSwitches] });
try {
  const person = async (name: string) => {
    const api = createApiClient(platform.url);
    const email = `${name}-${newKey().slice(0, 8)}@example.com`;
    await api.must(routes.signUp, { body: { email, displayName: name, password: "a fast page here" } });
    return api;
  };
  const api = await person("Mina");
  const sale = await startSale({ api, name: "Mina" });
  await offer({ api, name: "Mina" }, sale, { quantity: 50 });
  const showId = sale.show.id;
  const viewer = await person("Ann");
  const apis = await Promise.all(Array.from({ length: TALKERS }, (_, i) => person(`talker${i}`)));
  const talkers = await Promise.all(
    apis.map(async (one) => {
      const hub = openHub(platform.url, () => one.cookies(), {});
      await hub.connected();
      await hub.must("show:join", { showId });
      return hub;
    }),
  );

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const [name = "", value = ""] = viewer.cookies().split("=", 2);
  await context.addCookies([{ name, value, url: platform.url }]);
  const page = await context.newPage();
  await page.goto(`${platform.url}/shows/${showId}`);
  await page.getByRole("log").waitFor();
  const cdp = await context.newCDPSession(page);
  await cdp.send("HeapProfiler.enable");
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const stop = pour(talkers, showId);
  await sleep(WARM_UP_MS);
  const before = await heapBytes(cdp);
  log(
    `${MINUTES} min of ${MESSAGES_PER_SECOND} messages and ${BURSTS_PER_SECOND * HEARTS} hearts a second, ${SLOWER} times slower`,
  );
  await sleep(Math.max(0, MINUTES * 60_000 - TRACE_MS));
  const { frames, tasks, seconds } = await readTrace(cdp, Math.min(TRACE_MS, MINUTES * 60_000));
  const after = await heapBytes(cdp);
  const rows = await page.getByRole("log").getByRole("listitem").count();
  stop();
  for (const talker of talkers) talker.close();

  const wanted = frames.drawn + frames.dropped;
  line("frames a second that were drawn", (frames.drawn / seconds).toFixed(1), "(60 where something moves)");
  line(
    "of the frames that had something to draw, dropped",
    `${((100 * frames.dropped) / Math.max(1, wanted)).toFixed(1)}%`,
  );
  // The whole platform and everybody who talks stand on this machine too, which they do not on a phone.
  const tell = (what: string, all: number[], wanted: [string, string]) => {
    const long = all.filter((ms) => ms > TASK_MS).length;
    line(`tasks of the page's thread above ${TASK_MS} ms, ${what}`, `${long} of ${all.length}`, wanted[0]);
    line(`longest task, ${what}`, `${Math.max(0, ...all).toFixed(0)} ms`, wanted[1]);
    line(`tasks, p99, ${what}`, `${quantile(all, 0.99).toFixed(1)} ms`);
  };
  const ran = tasks.map(({ ranMs }) => ranMs);
  tell("by what it ran", ran, ["(0)", `(≤ ${TASK_MS} ms)`]);
  const passed = tasks.map(({ ms }) => ms);
  tell("with what it waited for a processor", passed, ["", ""]);
  line("rows that the chat keeps", String(rows));
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  line(
    `heap after a collection, before and ${MINUTES} min later`,
    `${megabytes(before)} → ${megabytes(after)}`,
    "(flat)",
  );
} finally {
  await browser.close();
  await platform.stop();
  await rm(dir, { recursive: true, force: true });
}
