import { Instruction } from "../kit/instruction.ts";
import { withLock } from "../kit/lock.ts";
import type { Log } from "../kit/log.ts";
import { cacheFolder } from "../kit/paths.ts";
import { buildWorker } from "./build.ts";
import { cachedWorker, inspectCache, storeInCache } from "./cache.ts";
import { downloadWorker } from "./download.ts";
import { findMediasoup, ownWorker } from "./package.ts";
import { isWorker } from "./probe.ts";

/**
 * Makes sure of a mediasoup-worker that runs on this machine and answers its path. The first that serves:
 * MEDIASOUP_WORKER_BIN, one inside node_modules, one in the cache outside the checkout, mediasoup's own download,
 * a build from the npm package's source.
 * @throws Instruction when none can be had, naming what is missing
 */
export async function ensureWorker(log: Log, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const given = env.MEDIASOUP_WORKER_BIN;
  if (given) {
    if (await isWorker(given)) return given;
    throw new Instruction(
      `MEDIASOUP_WORKER_BIN is ${given}, and that is no media worker that runs here. Unset it or mend it.`,
    );
  }
  const mediasoup = findMediasoup();
  const own = ownWorker(mediasoup);
  if (await isWorker(own)) return own;

  const cached = cachedWorker(cacheFolder(env), mediasoup.version);
  if ((await inspectCache(cached)) === "good") return cached;
  await withLock(
    `${cached}.lock`,
    async () => {
      const state = await inspectCache(cached);
      if (state === "good") return; // another process made it while this one waited
      if (state !== "missing")
        log(`The cached media worker ${state === "damaged" ? "is damaged" : state}: ${cached}`);
      log(`Fetching the media worker of mediasoup ${mediasoup.version}`);
      const download = await downloadWorker(mediasoup);
      if (download.ok) return storeInCache(download.file, cached);
      log(`No prebuilt media worker (${download.reason})`);
      await buildWorker(mediasoup, log, (binary) => storeInCache(binary, cached));
    },
    () => log("Another process is making the media worker: waiting for it"),
  );
  const state = await inspectCache(cached);
  if (state !== "good") throw new Error(`the media worker just stored at ${cached} is ${state}`);
  log(`The media worker is ready: ${cached}`);
  return cached;
}
