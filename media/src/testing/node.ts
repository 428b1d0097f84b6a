import { randomBytes } from "node:crypto";
import process from "node:process";
import { MEDIA_EVENTS_CHANNEL, MEDIA_TOKEN_SECONDS, MediaEvent, type MediaRole } from "@showdrop/shared";
import { SignJWT } from "jose";
import type { Config } from "../config.ts";
import { createLogger } from "../logger.ts";
import { buildMedia } from "../media.ts";
import { createRedis } from "../redis.ts";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");
/** An id as the record makes them. */
export const newId = (): string => hex(12);

export interface TokenOptions {
  showId: string;
  userId?: string;
  role?: MediaRole;
  secret?: string;
  nodeId?: string;
  /** Seconds from now. */
  expiresIn?: number;
}

/** A real node with one worker, on free ports, with a name and a secret of its own. */
export const startNode = async (overrides: Partial<Config> & { hostGraceMs?: number } = {}) => {
  const { hostGraceMs, ...settings } = overrides;
  const log = createLogger(process.env.LOG_LEVEL ?? "silent", "test");
  const config: Config = {
    port: 0,
    publicUrl: "http://localhost",
    nodeId: `test-${hex(6)}`,
    redisUrl: process.env.REDIS_URL ?? "redis://localhost:6379",
    tokenSecret: hex(32),
    announcedAddress: "127.0.0.1",
    rtcPort: 0,
    pipeUrl: "http://localhost",
    pipeAddress: "127.0.0.1",
    pipePorts: null,
    drainSeconds: 30,
    workers: 1,
    peersPerWorker: 200,
    allowedOrigins: ["https://shop.example"],
    logLevel: "silent",
    workerBin: process.env.MEDIASOUP_WORKER_BIN,
    ...settings,
  };
  const redis = createRedis(config.redisUrl, log);
  await redis.connect();
  const media = await buildMedia({
    config,
    redis,
    log,
    ...(hostGraceMs === undefined ? {} : { hostGraceMs }),
  });

  const events: MediaEvent[] = [];
  const listeners = new Set<() => void>();
  const subscriber = redis.duplicate();
  await subscriber.connect();
  await subscriber.subscribe(MEDIA_EVENTS_CHANNEL, (message) => {
    const event = MediaEvent.parse(JSON.parse(message));
    if (event.nodeId !== config.nodeId) return;
    events.push(event);
    for (const listener of listeners) listener();
  });

  return {
    config,
    media,
    redis,
    port: media.port,
    /** What the node told the servers so far. */
    events,
    /** Waits until the node has told this of a show. */
    event: (type: MediaEvent["type"], showId: string): Promise<void> =>
      new Promise((resolve) => {
        const check = () => {
          if (!events.some((event) => event.type === type && event.showId === showId)) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
      }),
    token: ({ showId, userId = newId(), role = "viewer", secret, nodeId, expiresIn }: TokenOptions) =>
      new SignJWT({ showId, userId, role, nodeId: nodeId ?? config.nodeId })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + (expiresIn ?? MEDIA_TOKEN_SECONDS))
        .sign(new TextEncoder().encode(secret ?? config.tokenSecret)),
    stop: async () => {
      await media.stop();
      await subscriber.close();
      await redis.close();
    },
  };
};
export type TestNode = Awaited<ReturnType<typeof startNode>>;
