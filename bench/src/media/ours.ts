import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Log } from "@showdrop/local/kit/log.ts";
import { freePort } from "@showdrop/local/kit/ports.ts";
import { startMedia } from "@showdrop/local/services/media.ts";
import { startRedis } from "@showdrop/local/services/redis.ts";
import {
  MEDIA_PATH,
  type MediaClientToServer,
  MediaNode,
  type MediaRole,
  type MediaServerToClient,
  mediaNodeKey,
  type Welcome,
} from "@showdrop/shared";
import { createClient } from "redis";
import { io, type Socket } from "socket.io-client";
import { childrenOf } from "../process-cost.ts";
import { type Carrier, HOST_AUDIO, HOST_VIDEO, hostParameters } from "./carrier.ts";
import { connectWire, makeIdentity } from "./wire.ts";

const NODE_ID = "bench";

type PeerSocket = Socket<MediaServerToClient, MediaClientToServer>;

export type OurNode = Carrier & {
  /** Joins as far as signalling goes, without a packet of media. @returns leaves */
  joinSignalling(): Promise<() => void>;
};

/** A media node as it is deployed, with its own Redis, carrying one show. */
export const startOurs = async (options: {
  dir: string;
  workerBin: string;
  workers: number;
  /** Receiving peers of a show on a worker before it opens a room on the next. */
  peersPerWorker: number;
  log: Log;
}): Promise<OurNode> => {
  const secret = randomBytes(32).toString("hex");
  const showId = randomBytes(12).toString("hex");
  const redis = await startRedis({
    dir: join(options.dir, "redis"),
    durable: false,
    output: { file: join(options.dir, "redis.log") },
    log: options.log,
  });
  const media = await startMedia({
    name: "the media node",
    port: await freePort(),
    env: {
      NODE_ID,
      REDIS_URL: redis.url,
      MEDIA_TOKEN_SECRET: secret,
      MEDIASOUP_WORKER_BIN: options.workerBin,
      MEDIA_WORKERS: `${options.workers}`,
      PEERS_PER_WORKER: `${options.peersPerWorker}`,
      RTC_PORT: "0",
      LOG_LEVEL: "warn",
    },
    output: { file: join(options.dir, "media.log") },
  });
  const identity = await makeIdentity();
  const rtpCapabilities = await readCapabilities(redis.url);
  const nodePid = media.pid() ?? 0;
  const sockets: PeerSocket[] = [];

  const enter = async (role: MediaRole): Promise<{ socket: PeerSocket; welcome: Welcome }> => {
    const socket: PeerSocket = io(media.url, {
      path: MEDIA_PATH,
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
      auth: {
        token: pass({ secret, showId, role }),
        ...(role === "viewer"
          ? { receive: { rtpCapabilities, dtlsParameters: identity.dtlsParameters } }
          : {}),
      },
    });
    sockets.push(socket);
    const welcome = await new Promise<Welcome>((resolve, reject) => {
      socket.once("welcome", resolve);
      socket.once("connect_error", reject);
      socket.once("closed", ({ reason }) => reject(new Error(`the node closed: ${reason}`)));
    });
    return { socket, welcome };
  };

  return {
    name: "a media node",
    workerPids: () => childrenOf(nodePid, "mediasoup-worker"),
    nodePid,
    host: async () => {
      const { socket, welcome } = await enter("host");
      if (!welcome.send) throw new Error("the host may not send");
      const { id: transportId } = welcome.send;
      const { dtlsParameters } = identity;
      const sure = <T>(answer: { ok: true; data: T } | { ok: false; error: { code: string } }): T => {
        if (!answer.ok) throw new Error(`the node refused: ${answer.error.code}`);
        return answer.data;
      };
      sure(await socket.emitWithAck("transport:connect", { transportId, dtlsParameters }));
      const wire = await connectWire(welcome.send, identity);
      const { video, audio } = hostParameters;
      sure(await socket.emitWithAck("produce", { kind: "video", source: "camera", rtpParameters: video }));
      sure(
        await socket.emitWithAck("produce", { kind: "audio", source: "microphone", rtpParameters: audio }),
      );
      return { wire, video: HOST_VIDEO, audio: HOST_AUDIO };
    },
    viewer: async () => {
      const { socket, welcome } = await enter("viewer");
      if (!welcome.receive) throw new Error("the viewer may not receive");
      const wire = await connectWire(welcome.receive, identity);
      const consumerIds = welcome.consumers.map(({ id }) => id);
      await socket.emitWithAck("consumer:resume", { consumerIds });
      return wire;
    },
    joinSignalling: async () => {
      const { socket } = await enter("viewer");
      return () => socket.close();
    },
    stop: async () => {
      for (const socket of sockets) socket.close();
      await media.stop();
      await redis.stop();
    },
  };
};

const readCapabilities = async (redisUrl: string) => {
  const redis = await createClient({ url: redisUrl }).connect();
  const entry = await redis.get(mediaNodeKey(NODE_ID));
  await redis.close();
  return MediaNode.parse(JSON.parse(entry ?? "")).rtpCapabilities;
};

/** A pass as the server signs it. */
const pass = ({ secret, showId, role }: { secret: string; showId: string; role: MediaRole }): string => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 60;
  const userId = randomBytes(12).toString("hex");
  const signed = `${part({ alg: "HS256" })}.${part({ showId, userId, role, nodeId: NODE_ID, exp })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};
