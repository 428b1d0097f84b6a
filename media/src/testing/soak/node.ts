// The node that a soak loads: a process of its own, so that what it holds is not mixed with what the peers hold.
import { randomBytes } from "node:crypto";
import process from "node:process";
import { readConfig } from "../../config.ts";
import { createLogger } from "../../logger.ts";
import { buildMedia } from "../../media.ts";
import { createRedis } from "../../redis.ts";
import { holdings } from "../holdings.ts";
import { countLiving } from "../observer.ts";
import type { Held, Started } from "./messages.ts";

const living = countLiving();
const config = readConfig({
  ...process.env,
  MEDIA_PORT: "0",
  RTC_PORT: "0",
  NODE_ID: `soak-${process.pid}`,
  MEDIA_TOKEN_SECRET: randomBytes(32).toString("hex"),
  // Two receive in each hall, so that halls open and close all the time.
  MEDIA_WORKERS: "2",
  PEERS_PER_WORKER: "2",
  LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
});
const log = createLogger(config.logLevel, config.nodeId);
const redis = createRedis(config.redisUrl, log);
await redis.connect();
const media = await buildMedia({ config, redis, log });

const tell = (message: Started | Held) => process.send?.(message);

process.on("message", async () => {
  const seats = media.workers.seats();
  tell({
    ...living(),
    workers: seats.map(({ worker }) => worker.pid),
    held: await Promise.all(seats.map(holdings)),
  });
});
process.on("disconnect", async () => {
  await media.stop();
  await redis.close();
  process.exit(0);
});
tell({ port: media.port, nodeId: config.nodeId, tokenSecret: config.tokenSecret });
