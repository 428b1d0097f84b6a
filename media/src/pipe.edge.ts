import type { Server as HttpServer } from "node:http";
import {
  ok,
  PIPE_PACKET_BYTES,
  PIPE_PATH,
  PipeAuth,
  type PipeEdgeToOrigin,
  type PipeEnd,
  type PipeOriginToEdge,
  type PipeToken,
  pipeReports,
  type Result,
  refuse,
  refuseInput,
} from "@showdrop/shared";
import { type DefaultEventsMap, Server, type Socket } from "socket.io";
import type { Logger } from "./logger.ts";
import { openPipe } from "./pipe.ts";
import type { VerifyPipe } from "./pipe-tokens.ts";
import { openPipeTransport, type PipeConfig } from "./pipe-transport.ts";
import { refusalError } from "./refusal-error.ts";
import type { Rooms } from "./rooms.ts";

/** Either end notices a dead line within 3 s, as servers notice a dead node. */
const PING_MS = 1_000;
const PING_TIMEOUT_MS = 2_000;
/** To connect and show a token. */
const CONNECT_TIMEOUT_MS = 3_000;

interface SocketData {
  claims: PipeToken;
  end: PipeEnd;
}
type EdgeSocket = Socket<PipeEdgeToOrigin, PipeOriginToEdge, DefaultEventsMap, SocketData>;

export interface Pipes {
  /** The host of a show began or ceased to send here: its edges pass it on. */
  tellHost: (showId: string, present: boolean) => void;
  close: () => Promise<void>;
}

export interface PipeServerParts {
  http: HttpServer;
  rooms: Rooms;
  verifyPipe: VerifyPipe;
  /** Whether this node is the show's origin now. */
  isOrigin: (showId: string) => Promise<boolean>;
  hostPresent: (showId: string) => boolean;
  config: PipeConfig;
  log: Logger;
}

/** Serves this node's shows to edges: other nodes that know the secret, and no browser. */
export const servePipes = (parts: PipeServerParts): Pipes => {
  const { rooms, config, log } = parts;
  const io = new Server<PipeEdgeToOrigin, PipeOriginToEdge, DefaultEventsMap, SocketData>(parts.http, {
    path: PIPE_PATH,
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: PIPE_PACKET_BYTES,
    connectTimeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_MS,
    pingTimeout: PING_TIMEOUT_MS,
    perMessageDeflate: false,
    // Browsers name the page they come from; nodes come from none.
    allowRequest: ({ headers }, answer) => answer(null, headers.origin === undefined),
  });

  io.use((socket, next) => {
    identify(socket.handshake.auth, parts).then(
      (identified) => {
        if (!identified.ok) return next(refusalError(identified.error));
        Object.assign(socket.data, identified.data);
        next();
      },
      (error: unknown) => {
        log.error({ err: error }, "an edge could not be identified");
        next(refusalError(refuse("MEDIA_UNAVAILABLE").error));
      },
    );
  });

  const serve = async (socket: EdgeSocket): Promise<void> => {
    const { claims, end } = socket.data;
    const { showId, edge } = claims;
    const held = await rooms.hold(showId);
    if (!held) return void socket.disconnect(true);
    const { audience } = held.room;
    socket.once("disconnect", () => {
      audience.add(edge, null);
      held.release();
    });
    if (socket.disconnected) return held.release();
    socket.on("audience", (raw: unknown) => {
      const report = pipeReports.audience.safeParse(raw);
      if (report.success) audience.add(edge, report.data);
      else log.warn({ showId, edge, issue: report.error.issues[0] }, "an edge's audience was not understood");
    });
    const pipeLog = log.child({ showId, edge });
    const transport = await openPipeTransport(held.room.router, config);
    socket.once("disconnect", () => transport.close());
    if (socket.disconnected) return transport.close();
    // With its room, or its worker.
    transport.observer.once("close", () => socket.disconnect(true));
    const pipe = await openPipe({
      ...{ room: held.room, transport, edge: end, log: pipeLog },
      hostPresent: () => parts.hostPresent(showId),
      tell: (event, data) => {
        socket.emit(event, ...([data] as Parameters<PipeOriginToEdge[typeof event]>));
      },
    });
    socket.once("ready", () => {
      pipe.begin().catch((error: unknown) => {
        if (transport.closed) return;
        pipeLog.warn({ err: error }, "a pipe could not be connected");
        pipe.close();
      });
    });
    pipeLog.info("a pipe to an edge opened");
    transport.observer.once("close", () => pipeLog.info("a pipe to an edge closed"));
  };

  io.on("connection", (socket) => {
    const { showId, edge } = socket.data.claims;
    // It comes again before the loss of its last line was noticed here.
    io.in(lineOf(socket.data.claims)).disconnectSockets(true);
    void socket.join([showId, lineOf(socket.data.claims)]);
    serve(socket).catch((error: unknown) => {
      log.error({ err: error, showId, edge }, "a pipe could not be opened");
      socket.disconnect(true);
    });
  });

  return {
    tellHost: (showId, present) => {
      io.to(showId).emit("host", { present });
    },
    close: async () => {
      io.disconnectSockets(true);
      await io.close();
    },
  };
};

const lineOf = ({ showId, edge }: PipeToken): string => `${showId}:${edge}`;

const identify = async (
  handshakeAuth: unknown,
  { verifyPipe, isOrigin }: PipeServerParts,
): Promise<Result<SocketData>> => {
  const auth = PipeAuth.safeParse(handshakeAuth);
  if (!auth.success) return refuseInput(auth.error);
  const claims = await verifyPipe(auth.data.token);
  if (!claims.ok) return claims;
  if (!(await isOrigin(claims.data.showId))) return refuse("NOT_THE_ORIGIN");
  return ok({ claims: claims.data, end: auth.data.end });
};
