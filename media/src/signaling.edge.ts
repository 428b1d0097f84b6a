import type { Server as HttpServer, IncomingMessage } from "node:http";
import {
  type CloseReason,
  MEDIA_PACKET_BYTES,
  MEDIA_PATH,
  MediaAuth,
  type MediaClientToServer,
  type MediaServerToClient,
  mediaCommands,
  ok,
  type RefusalCode,
  type Result,
  refuse,
  refuseInput,
} from "@showdrop/shared";
import { type DefaultEventsMap, Server } from "socket.io";
import type { z } from "zod";
import { floodGate } from "./flood.ts";
import { type MediaSocket, type SocketData, socketLine } from "./line.ts";
import type { Logger } from "./logger.ts";
import type { Peer } from "./peer.ts";
import { refusalError } from "./refusal-error.ts";
import type { Rooms } from "./rooms.ts";
import type { VerifyToken } from "./tokens.ts";

/** A dead line is noticed within 10 s, so that viewers of a vanished host are told soon. */
const PING_MS = 5_000;
/** To connect and show a token. */
const CONNECT_TIMEOUT_MS = 10_000;

export type MediaServer = Server<MediaClientToServer, MediaServerToClient, DefaultEventsMap, SocketData>;

export interface SignalingParts {
  http: HttpServer;
  rooms: Rooms;
  verifyToken: VerifyToken;
  allowedOrigins: readonly string[];
  log: Logger;
}

/** Socket.IO as this node speaks it: admits by token, parses every command, answers every acknowledgement. */
export const serveSignaling = (parts: SignalingParts): MediaServer => {
  const { rooms, verifyToken, allowedOrigins, log } = parts;
  const io: MediaServer = new Server(parts.http, {
    path: MEDIA_PATH,
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MEDIA_PACKET_BYTES,
    connectTimeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    perMessageDeflate: false,
    allowRequest: (request, answer) => answer(null, originIsAllowed(request, allowedOrigins)),
  });

  io.use((socket, next) => {
    identify(socket.handshake.auth, verifyToken).then(
      (identified) => {
        if (!identified.ok) {
          log.info({ code: identified.error.code }, "a connection was refused");
          return next(refusalError(identified.error));
        }
        Object.assign(socket.data, identified.data);
        next();
      },
      (error: unknown) => {
        log.error({ err: error }, "a token could not be verified");
        next(refusalError(refuse("INTERNAL").error));
      },
    );
  });

  io.on("connection", (socket) => {
    admit(socket, rooms, log).catch((error: unknown) => {
      log.error({ err: error, showId: socket.data.pass.showId }, "a peer could not be let in");
      socketLine(socket).tell("closed", { reason: "rejoin" });
      socket.disconnect(true);
    });
  });
  return io;
};

const identify = async (handshakeAuth: unknown, verifyToken: VerifyToken): Promise<Result<SocketData>> => {
  const auth = MediaAuth.safeParse(handshakeAuth);
  if (!auth.success) return refuseInput(auth.error);
  const { token, receive } = auth.data;
  const pass = await verifyToken(token);
  return pass.ok ? ok({ pass: pass.data, receive }) : pass;
};

/** Browsers name their origin and must be on the list; others have none, and need only a token. */
const originIsAllowed = ({ headers }: IncomingMessage, allowed: readonly string[]): boolean =>
  headers.origin === undefined || allowed.includes(headers.origin);

const admit = async (socket: MediaSocket, rooms: Rooms, parentLog: Logger): Promise<void> => {
  const { showId, userId, role } = socket.data.pass;
  const log = parentLog.child({ showId, userId, role, socketId: socket.id });
  let gone = false;
  let leave = (): void => {};
  socket.on("disconnect", (reason) => {
    gone = true;
    leave();
    log.debug({ reason }, "a peer left");
  });

  const entered = await rooms.enter(socket.data.pass, socketLine(socket), socket.data.receive);
  if (!entered.ok) {
    log.info({ code: entered.error.code }, "a peer was not let in");
    socket.emit("closed", { reason: closeReasonFor(entered.error.code) });
    socket.disconnect(true);
    return;
  }
  const { room, peer } = entered.data;
  leave = () => room.leave(socket.id);
  if (gone) return leave();
  limitRate(socket, log);
  answerCommands(socket, peer, log);
  socket.emit("welcome", await room.welcome(peer));
  log.debug("a peer joined");
};

/** How a refusal to enter is told to a socket, which is connected by then. */
const closeReasonFor = (code: RefusalCode): CloseReason => {
  switch (code) {
    case "SHOW_ENDED":
      return "ended";
    case "BANNED":
      return "removed";
    case "NOT_A_HOST":
      return "demoted";
    default:
      return "rejoin";
  }
};

const limitRate = (socket: MediaSocket, log: Logger): void => {
  const gate = floodGate();
  socket.use((packet, next) => {
    const verdict = gate();
    if (verdict === "pass") return next();
    const ack: unknown = packet.at(-1);
    if (verdict === "refuse" && typeof ack === "function")
      ack(refuse("TOO_MANY_REQUESTS", { retryAfter: 1 }));
    if (verdict === "cut") {
      log.warn("a peer flooded the signalling and was cut off");
      socket.disconnect(true);
    }
  });
};

const answerCommands = (socket: MediaSocket, peer: Peer, log: Logger): void => {
  /** Parses, runs and answers. Every command carries an acknowledgement; without one there is nobody to answer. */
  const serve =
    <S extends z.ZodType, A>(
      command: { input: S; answer: z.ZodType<A> },
      handle: (input: z.output<S>) => Promise<Result<A>>,
    ) =>
    (raw: unknown, ack: unknown): void => {
      if (typeof ack !== "function") return;
      const answer = (result: Result<A>): void => {
        if (!result.ok) log.info({ code: result.error.code }, "a command was refused");
        ack(result);
      };
      const input = command.input.safeParse(raw);
      if (!input.success) {
        answer(refuseInput(input.error));
        return;
      }
      handle(input.data).then(answer, (error: unknown) => {
        log.error({ err: error }, "a command failed");
        ack(refuse("INTERNAL"));
      });
    };

  socket.on("transport:connect", serve(mediaCommands["transport:connect"], peer.connectTransport));
  socket.on("transport:restart-ice", serve(mediaCommands["transport:restart-ice"], peer.restartIce));
  socket.on("produce", serve(mediaCommands.produce, peer.produce));
  socket.on("producer:pause", serve(mediaCommands["producer:pause"], peer.pauseProducer));
  socket.on("producer:resume", serve(mediaCommands["producer:resume"], peer.resumeProducer));
  socket.on("producer:close", serve(mediaCommands["producer:close"], peer.closeProducer));
  socket.on("consumer:pause", serve(mediaCommands["consumer:pause"], peer.pauseConsumers));
  socket.on("consumer:resume", serve(mediaCommands["consumer:resume"], peer.resumeConsumers));
  socket.on("consumer:layers", serve(mediaCommands["consumer:layers"], peer.setLayers));
};
