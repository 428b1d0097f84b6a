import { createServer } from "node:http";
import type { RtpCapabilities } from "@showdrop/shared";
import { routerCapabilities } from "./codecs.ts";
import type { Config } from "./config.ts";
import { followControl } from "./control.edge.ts";
import { createDrain } from "./drain.ts";
import { eventPublisher } from "./events.ts";
import { serveHealth } from "./health.edge.ts";
import { serveHttp } from "./http.ts";
import type { Logger } from "./logger.ts";
import { originFinder } from "./origin.ts";
import { servePipes } from "./pipe.edge.ts";
import { pipeSigner, pipeVerifier } from "./pipe-tokens.ts";
import { HOST_GRACE_MS, hostPresence } from "./presence.ts";
import type { Redis } from "./redis.ts";
import { type Registration, registerNode, someoneElseTakesPeers } from "./registry.ts";
import { openRooms } from "./rooms.ts";
import { serveSignaling } from "./signaling.edge.ts";
import { tokenVerifier } from "./tokens.ts";
import { createUplinks } from "./uplinks.ts";
import { serveWhep } from "./whep.edge.ts";
import { serveWhip } from "./whip.edge.ts";
import { startWorkers, type WorkerPool } from "./workers.ts";

export interface MediaParts {
  config: Config;
  /** Connected; closed by the caller, after `stop`. */
  redis: Redis;
  log: Logger;
  hostGraceMs?: number;
}

export interface Media {
  rtpCapabilities: RtpCapabilities;
  /** The port that the signalling listens on. */
  port: number;
  workers: WorkerPool;
  draining: () => boolean;
  /**
   * Sends everybody to other nodes, gently, and takes nobody new; resolves when all have gone or the time for it has
   * passed. Where no other node could take them, it does nothing.
   */
  drain: () => Promise<void>;
  /** Takes peers in again. */
  undrain: () => void;
  /** Leaves the registry, says goodbye to peers, closes workers and sockets. Nothing of it is left afterwards. */
  stop: () => Promise<void>;
}

/** Wires one media node and starts it: the only place that knows all its parts. */
export const buildMedia = async ({
  config,
  redis,
  log,
  hostGraceMs = HOST_GRACE_MS,
}: MediaParts): Promise<Media> => {
  const rtpCapabilities = routerCapabilities();
  const workers = await startWorkers(config, log);
  const publish = eventPublisher(redis, config.nodeId, log);
  let registration: Registration | null = null;
  /** One after the other, so that servers hear of coming and going in the order in which they happened. */
  let told = Promise.resolve();
  const presence = hostPresence(hostGraceMs, (showId, present) => {
    rooms.tellHost(showId, presence.isPresent(showId));
    pipes.tellHost(showId, present);
    told = told.then(async () => {
      await registration?.renew();
      await publish(present ? "host:joined" : "host:left", showId);
    });
  });
  const findOrigin = originFinder(redis);
  const uplinks = createUplinks({
    ...{ nodeId: config.nodeId, findOrigin, presence, config, log },
    signPipe: pipeSigner(config.tokenSecret),
  });
  const { peersPerWorker } = config;
  const rooms = openRooms({ workers, peersPerWorker, presence, onOpen: uplinks.attach, log });
  const drain = createDrain({ rooms, announce: async () => registration?.renew(), log });

  const reader = redis.duplicate();
  reader.on("error", (error: unknown) =>
    log.warn({ err: error }, "Redis does not answer the reader of orders"),
  );
  await reader.connect();
  const stopFollowing = followControl(reader, rooms, uplinks, log);

  const verifyToken = tokenVerifier(config.tokenSecret, config.nodeId);
  const overHttp = { publicUrl: config.publicUrl, rooms, verifyToken, log };
  const edges = [serveWhip({ ...overHttp, rtpCapabilities }), serveWhep(overHttp)];
  const health = serveHealth(() => ({
    workers: workers.allAlive(),
    redis: redis.isReady && reader.isReady,
  }));
  const http = createServer(serveHttp(edges, health, log));
  const io = serveSignaling({
    http,
    rooms,
    verifyToken,
    allowedOrigins: config.allowedOrigins,
    log,
  });
  const pipes = servePipes({
    ...{ http, rooms, config, log },
    verifyPipe: pipeVerifier(config.tokenSecret, config.nodeId),
    isOrigin: async (showId) => (await findOrigin(showId))?.nodeId === config.nodeId,
    hostPresent: presence.isPresent,
  });
  const port = await listen(http, config.port);

  registration = await registerNode(
    redis,
    () => ({
      nodeId: config.nodeId,
      url: config.publicUrl,
      pipeUrl: config.pipeUrl,
      rtpCapabilities,
      workers: workers.seats().length,
      capacity: workers.seats().length * config.peersPerWorker,
      peers: rooms.peers(),
      carrying: rooms.carrying(),
      hosting: presence.hosting(),
      draining: drain.draining(),
    }),
    log,
  );
  log.info({ port, workers: config.workers }, "the media node is ready");

  return {
    rtpCapabilities,
    port,
    workers,
    draining: drain.draining,
    drain: async () => {
      if (!(await someoneElseTakesPeers(redis, config.nodeId))) {
        log.warn("there is no other media node to send the peers to");
        return;
      }
      await drain.begin(config.drainSeconds * 1_000);
      if (drain.draining()) rooms.close("rejoin");
    },
    undrain: drain.callOff,
    stop: async () => {
      await registration?.end();
      rooms.close("rejoin");
      presence.leaveAll();
      await told;
      await Promise.all([pipes.close(), io.close()]);
      workers.close();
      await stopFollowing();
      log.info("the media node stopped");
    },
  };
};

const listen = (http: ReturnType<typeof createServer>, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, () => {
      http.off("error", reject);
      const address = http.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
