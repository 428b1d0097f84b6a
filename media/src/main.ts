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

let stopping = false;
const stop = async (signal: string): Promise<void> => {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "stopping");
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
