import process from "node:process";
import { readConfig } from "./config.ts";
import { createLogger } from "./logger.ts";
import { buildMedia } from "./media.ts";
import { createRedis } from "./redis.ts";

/** Longest time for an orderly stop; then the process ends anyway. */
const STOP_TIMEOUT_MS = 8_000;

const config = readConfig(process.env);
const log = createLogger(config.logLevel, config.nodeId);
const redis = createRedis(config.redisUrl, log);
await redis.connect();
const media = await buildMedia({ config, redis, log });

/** The first signal drains before it stops; a second one stops at once. */
let asked = 0;
const stop = async (signal: string): Promise<void> => {
  asked += 1;
  log.info({ signal, asked }, "stopping");
  if (asked > 2) return;
  if (asked === 1) {
    await media.drain().catch((error: unknown) => log.error({ err: error }, "draining failed"));
    if (asked > 1) return;
  }
  asked = 2;
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  await media.stop();
  await redis.close();
  process.exit(0);
};
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stop(signal).catch((error: unknown) => {
      log.error({ err: error }, "the stop failed");
      process.exit(1);
    });
  });
}

// Empties the node without stopping it, for an operator who is about to work on its machine; and fills it again.
process.on("SIGUSR2", () => {
  if (media.draining()) return media.undrain();
  media.drain().catch((error: unknown) => log.error({ err: error }, "draining failed"));
});
