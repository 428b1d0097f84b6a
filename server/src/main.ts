import type { AddressInfo } from "node:net";
import { ConfigError, readConfig } from "./config.ts";
import { metricsEdge } from "./edge/metrics.ts";
import { systemClock } from "./kit/clock.ts";
import { Unavailable } from "./kit/errors.ts";
import { createLogger } from "./kit/logger.ts";
import { connectMongo } from "./kit/mongo.ts";
import { connectRedis } from "./kit/redis.ts";
import { buildPlatform } from "./platform.ts";

/** Milliseconds after SIGTERM until what still runs is cut off; below the ten seconds that Docker grants. */
const STOP_WITHIN_MS = 8_000;

const start = async (): Promise<void> => {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const [db, redis, subscriber] = await Promise.all([
    connectMongo(config.mongo),
    connectRedis(config.redisUrl, log),
    connectRedis(config.redisUrl, log),
  ]);
  const server = await buildPlatform({ config, db, redis, subscriber, clock: systemClock, log });
  await new Promise<void>((listening, failed) => {
    server.http.once("error", failed).listen(config.port, listening);
  });
  if (config.metricsPort !== undefined) {
    const metrics = metricsEdge(server.metrics);
    await new Promise<void>((listening, failed) => {
      metrics.once("error", failed).listen(config.metricsPort, listening);
    });
  }
  log.info({ port: (server.http.address() as AddressInfo).port, url: config.publicUrl.href }, "listening");

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await server.close();
    // It has nothing under way but subscriptions, and may wait in vain for the answer to one of them.
    subscriber.destroy();
    await Promise.allSettled([redis.close(), db.close()]);
    log.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
};

try {
  await start();
} catch (error) {
  // What an operator can mend is said in a sentence; anything else is a bug and keeps its stack.
  const known =
    error instanceof ConfigError ||
    error instanceof Unavailable ||
    (error instanceof Error && "code" in error && error.code === "EADDRINUSE");
  console.error(known ? `Showdrop's server cannot start:\n${error.message}` : error);
  process.exit(1);
}
