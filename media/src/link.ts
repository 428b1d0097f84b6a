import { randomUUID } from "node:crypto";
import {
  PIPE_PATH,
  type PipedSending,
  type PipeEdgeToOrigin,
  type PipeEvents,
  type PipeOriginToEdge,
  pipeEvents,
} from "@showdrop/shared";
import type { types } from "mediasoup";
import { io, type Socket } from "socket.io-client";
import type { z } from "zod";
import type { Logger } from "./logger.ts";
import type { SignPipe } from "./pipe-tokens.ts";
import { connectTo, endOf, openPipeTransport, type PipeConfig } from "./pipe-transport.ts";
import { KEY_FRAME_REQUEST_DELAY_MS } from "./producing.ts";
import type { Room } from "./room.ts";

/** To connect, and then to be welcomed: two round trips between nodes and some work in a worker. */
const WELCOME_WITHIN_MS = 3_000;

/** The edge's half of one pipe, from its first attempt to its end; it is not retried. */
export interface Link {
  id: string;
  originId: string;
  /** What the origin last said. */
  hostPresent: () => boolean;
  close: () => void;
}

export interface LinkParts {
  room: Room;
  origin: { nodeId: string; pipeUrl: string };
  edgeId: string;
  signPipe: SignPipe;
  config: PipeConfig;
  /** The origin took us in. */
  onWelcome: () => void;
  onHost: () => void;
  /** It ended without being closed from here; told once. */
  onLost: () => void;
  log: Logger;
}

export const openLink = (parts: LinkParts): Link => {
  const { room, origin, log } = parts;
  const id = `pipe-${randomUUID()}`;
  const producers = new Map<string, types.Producer>();
  let socket: Socket<PipeOriginToEdge, PipeEdgeToOrigin> | null = null;
  let transport: types.PipeTransport | null = null;
  let hostPresent = false;
  let unfollow = (): void => {};
  let closed = false;

  const close = (): void => {
    closed = true;
    clearTimeout(welcomeTimer);
    unfollow();
    socket?.disconnect();
    transport?.close();
  };
  const lose = (why: unknown): void => {
    if (closed) return;
    close();
    // With its room it ends as it should.
    if (room.closed()) return;
    log.warn({ err: why }, "the pipe to the origin was lost");
    parts.onLost();
  };
  const welcomeTimer = setTimeout(() => lose(new Error("the origin did not answer")), WELCOME_WITHIN_MS);

  const take = async (piped: PipedSending): Promise<void> => {
    const { producerId, kind, rtpParameters, paused, from, source } = piped;
    if (!transport || closed) return;
    const producer = await transport.produce({
      ...{ id: producerId, kind, rtpParameters, paused },
      keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS,
    });
    producers.set(producerId, producer);
    producer.observer.once("close", () => producers.delete(producerId));
    room.bring({ lineId: id, here: false, from, source, producer });
  };

  const noteHost = (present: boolean): void => {
    hostPresent = present;
    parts.onHost();
  };

  const begin = async ({ end, sendings, hostPresent: present }: PipeEvents["welcome"]): Promise<void> => {
    if (!transport) return;
    clearTimeout(welcomeTimer);
    await connectTo(transport, end);
    await Promise.all(sendings.map(take));
    if (closed) return;
    socket?.emit("ready", {});
    unfollow = room.audience.follow((audience) => socket?.emit("audience", audience));
    noteHost(present);
    parts.onWelcome();
    log.info({ sendings: sendings.length }, "the pipe to the origin is open");
  };

  let heard = Promise.resolve();
  /** One word of the origin after the other. One that cannot be followed ends the link: the next begins afresh. */
  const inTurn =
    <T>(word: z.ZodType<T>, follow: (data: T) => void | Promise<void>) =>
    (raw: unknown): void => {
      heard = heard.then(() => (closed ? undefined : follow(word.parse(raw)))).catch(lose);
    };

  const connect = async (): Promise<void> => {
    transport = await openPipeTransport(room.router, parts.config);
    if (closed) return transport.close();
    transport.observer.once("close", () => lose(new Error("the transport closed")));
    const token = await parts.signPipe({
      ...{ showId: room.showId, edge: parts.edgeId, origin: origin.nodeId },
    });
    if (closed) return;
    const edge = io(new URL(origin.pipeUrl).origin, {
      path: PIPE_PATH,
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
      auth: { token, end: endOf(transport) },
    });
    socket = edge;
    edge.on("welcome", inTurn(pipeEvents.welcome, begin));
    edge.on("sending:added", inTurn(pipeEvents["sending:added"], take));
    edge.on(
      "sending:closed",
      inTurn(pipeEvents["sending:closed"], ({ producerId }) => producers.get(producerId)?.close()),
    );
    edge.on(
      "sending:paused",
      inTurn(pipeEvents["sending:paused"], ({ producerId }) => producers.get(producerId)?.pause()),
    );
    edge.on(
      "sending:resumed",
      inTurn(pipeEvents["sending:resumed"], ({ producerId }) => producers.get(producerId)?.resume()),
    );
    edge.on(
      "host",
      inTurn(pipeEvents.host, ({ present }) => noteHost(present)),
    );
    edge.on("connect_error", lose);
    edge.on("disconnect", (reason) => lose(new Error(reason)));
  };
  connect().catch(lose);

  return {
    id,
    originId: origin.nodeId,
    hostPresent: () => hostPresent,
    close,
  };
};
