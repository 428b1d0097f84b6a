import {
  type CommandName,
  type Commands,
  commands,
  type Refusal,
  type Result,
  refuse,
  refuseInput,
} from "@showdrop/shared";
import type { z } from "zod";
import { type HubServer, type HubSocket, rooms, showOfRoom } from "../hub/hub.ts";
import type { Lines } from "../hub/lines.ts";
import type { Logger } from "../kit/logger.ts";
import { answerFault } from "./answer.ts";
import type { Viewer } from "./call.ts";
import type { CommandHandlers, CommandInputs } from "./command.ts";
import { createCommandGuard } from "./command-guard.ts";
import type { Limits } from "./limits.ts";
import type { Recheck } from "./recheck.ts";

const inputs: { [C in CommandName]: z.ZodType<CommandInputs[C]> } = {
  "show:join": commands["show:join"].input,
  "show:leave": commands["show:leave"].input,
  "chat:post": commands["chat:post"].input,
  "question:upvote": commands["question:upvote"].input,
  "poll:vote": commands["poll:vote"].input,
  "giveaway:enter": commands["giveaway:enter"].input,
  "heart:send": commands["heart:send"].input,
  "clock:read": commands["clock:read"].input,
};
const isCommand = (name: unknown): name is CommandName =>
  typeof name === "string" && Object.hasOwn(inputs, name);

export interface SocketsEdge {
  handlers: CommandHandlers;
  limits: Limits;
  log: Logger;
  readSessionToken(cookieHeader: string | undefined): string | null;
  findViewer(token: string): Promise<Viewer | null>;
  recheck: Recheck;
  lines: Lines;
  /** Lets so many a second enter shows. @returns the refusal for whoever is not among them. */
  enterTurn(): Refusal | null;
  /** Multiplies the limit of sockets for each session. */
  scale: number;
}

/** Sockets of one session on one server: two for each of twenty pages. */
const PER_SESSION = 40;
/** Shows that one socket may be in. A page is in one. */
const MOST_SHOWS = 8;

const isFunction = (value: unknown): value is (answer: unknown) => void => typeof value === "function";

/** Accepts sockets: who they are, which rooms they are in, and their commands. */
export const socketsEdge = (io: HubServer, deps: SocketsEdge): void => {
  const { handlers, limits, log, readSessionToken, findViewer, recheck, lines, enterTurn, scale } = deps;

  const viewerOf = async (socket: HubSocket): Promise<Viewer | null> => {
    const token = readSessionToken(socket.handshake.headers.cookie);
    return token === null ? null : findViewer(token);
  };

  io.use((socket, next) => {
    viewerOf(socket).then(
      (viewer) => {
        const open = viewer && io.of("/").adapter.rooms.get(rooms.session(viewer.sessionId))?.size;
        if (open && open >= PER_SESSION * scale) return next(new Error("TOO_MANY_REQUESTS"));
        socket.data.viewer = viewer && {
          id: viewer.id,
          displayName: viewer.displayName,
          sessionId: viewer.sessionId,
        };
        next();
      },
      (error: unknown) => next(new Error(answerFault(error, log).code)),
    );
  });

  const mayEnter = async (socket: HubSocket): Promise<Refusal | null> => {
    const tooOften = await limits.take("join", socket.id);
    if (tooOften) return tooOften;
    if ([...socket.rooms].filter((room) => showOfRoom(room) !== null).length > MOST_SHOWS)
      return refuse("TOO_MANY_REQUESTS", { retryAfter: 1 }).error;
    return enterTurn();
  };

  const answer = async <C extends CommandName>(
    socket: HubSocket,
    name: C,
    given: unknown,
  ): Promise<Result<Commands[C]["answer"]>> => {
    const input = inputs[name].safeParse(given);
    if (!input.success) return refuseInput(input.error);
    const refusal = name === "show:join" ? await mayEnter(socket) : null;
    if (refusal) return { ok: false, error: refusal };
    return handlers[name]({
      viewer: socket.data.viewer,
      input: input.data,
      enter: async (showId) => socket.join(rooms.show(showId)),
      leave: async (showId) => socket.leave(rooms.show(showId)),
    });
  };

  const receive = async (
    socket: HubSocket,
    guard: ReturnType<typeof createCommandGuard>,
    name: unknown,
    args: unknown[],
  ): Promise<void> => {
    const ack = args.at(-1);
    const reply = (result: unknown): void => {
      if (isFunction(ack)) ack(result);
    };
    // Whoever asks and does not read the answers gets no more of them.
    if (lines.of(socket.id)?.isBehind()) return;
    try {
      const verdict = await guard();
      switch (verdict.kind) {
        case "allowed":
          return isCommand(name) ? reply(await answer(socket, name, args[0])) : undefined;
        case "refused":
          return reply({ ok: false, error: verdict.refusal });
        case "muted":
          return;
        case "cut":
          socket.disconnect(true);
      }
    } catch (error) {
      reply({ ok: false, error: answerFault(error, log) });
    }
  };

  io.on("connection", (socket) => {
    const { viewer } = socket.data;
    const guard = createCommandGuard(() => limits.take("command", socket.id));
    // Every packet passes here, of known and unknown names alike; an unknown one costs its sender a turn, no more.
    socket.onAny((name: unknown, ...args: unknown[]) => {
      void receive(socket, guard, name, args);
    });
    if (!viewer) return;
    void socket.join([rooms.person(viewer.id), rooms.session(viewer.sessionId)]);
    recheck.soon(socket);
  });
};
