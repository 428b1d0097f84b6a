import {
  type CommandName,
  type Commands,
  commands,
  type Refusal,
  type Result,
  refuse,
  refuseInput,
  type Visit,
} from "@showdrop/shared";
import type { z } from "zod";
import type { Arrival, HubServer, HubSocket } from "../hub/hub.ts";
import type { Lines } from "../hub/lines.ts";
import { rooms, showOfRoom } from "../hub/rooms.ts";
import type { Clock } from "../kit/clock.ts";
import type { Logger } from "../kit/logger.ts";
import { answerFault } from "./answer.ts";
import type { Customer, Screen } from "./call.ts";
import type { CommandHandlers, CommandInputs } from "./command.ts";
import { createCommandGuard } from "./command-guard.ts";
import type { Limits } from "./limits.ts";
import type { Recheck } from "./recheck.ts";

const inputs: { [C in CommandName]: z.ZodType<CommandInputs[C]> } = {
  "show:join": commands["show:join"].input,
  "show:leave": commands["show:leave"].input,
  "show:opened": commands["show:opened"].input,
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
  clock: Clock;
  readSessionToken(cookieHeader: string | undefined): string | null;
  findCustomer(token: string): Promise<Customer | null>;
  readScreenToken(cookieHeader: string | undefined): string | null;
  findScreen(token: string): Promise<Screen | null>;
  /** Why somebody may not ask this at all; null where they may. */
  refuse(viewer: { id: string } | null, input: object): Promise<Refusal | null>;
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

/** Who is on a socket, for reports: a customer, else a browser, else the socket itself. */
const arrivalOf = (socket: HubSocket, visit: Visit | undefined, now: number): Arrival => {
  const { customer } = socket.data;
  const visitor = visit?.visitor ?? null;
  // A browser that asks not to be followed is heard, whatever its page says (Global Privacy Control, Do Not Track).
  const { "sec-gpc": gpc, dnt } = socket.handshake.headers;
  return {
    person: customer ? `u:${customer.id}` : visitor ? `v:${visitor}` : `s:${socket.id}`,
    visitor,
    from: visit && gpc !== "1" && dnt !== "1" ? visit.from : { kind: "untold" },
    since: now,
  };
};

const isFunction = (value: unknown): value is (answer: unknown) => void => typeof value === "function";

/** Accepts sockets: who they are, which rooms they are in, and their commands. */
export const socketsEdge = (io: HubServer, deps: SocketsEdge): void => {
  const { handlers, limits, log, clock, readSessionToken, findCustomer, recheck, lines, enterTurn, scale } =
    deps;
  const { readScreenToken, findScreen } = deps;

  const customerOf = async (socket: HubSocket): Promise<Customer | null> => {
    const token = readSessionToken(socket.handshake.headers.cookie);
    return token === null ? null : findCustomer(token);
  };

  const screenOf = async (socket: HubSocket): Promise<Screen | null> => {
    const token = readScreenToken(socket.handshake.headers.cookie);
    return token === null ? null : findScreen(token);
  };

  io.use((socket, next) => {
    Promise.all([customerOf(socket), screenOf(socket)]).then(
      ([customer, screen]) => {
        socket.data.screen = screen && { id: screen.id, showId: screen.showId };
        const open = customer && io.of("/").adapter.rooms.get(rooms.session(customer.sessionId))?.size;
        if (open && open >= PER_SESSION * scale) return next(new Error("TOO_MANY_REQUESTS"));
        socket.data.arrivals = {};
        socket.data.customer = customer && { id: customer.id, sessionId: customer.sessionId };
        socket.data.viewer =
          customer && !customer.guest ? { id: customer.id, displayName: customer.displayName } : null;
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
    const refusal =
      (name === "show:join" ? await mayEnter(socket) : null) ??
      (await deps.refuse(socket.data.viewer, input.data));
    if (refusal) return { ok: false, error: refusal };
    return handlers[name]({
      viewer: socket.data.viewer,
      input: input.data,
      async enter(showId, visit) {
        socket.data.arrivals[showId] ??= arrivalOf(socket, visit, clock.now());
        await socket.join(rooms.show(showId));
      },
      async leave(showId) {
        delete socket.data.arrivals[showId];
        await socket.leave(rooms.show(showId));
      },
      arrivalIn: (showId) => (socket.rooms.has(rooms.show(showId)) && socket.data.arrivals[showId]) || null,
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
    const { customer, screen } = socket.data;
    const guard = createCommandGuard(() => limits.take("command", socket.id));
    // Every packet passes here, of known and unknown names alike; an unknown one costs its sender a turn, no more.
    socket.onAny((name: unknown, ...args: unknown[]) => {
      void receive(socket, guard, name, args);
    });
    if (screen) void socket.join([rooms.screen(screen.id), rooms.screens(screen.showId)]);
    if (!customer) return;
    void socket.join([rooms.person(customer.id), rooms.session(customer.sessionId)]);
    recheck.soon(socket);
  });
};
