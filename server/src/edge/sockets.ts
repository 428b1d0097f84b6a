import {
  type CommandName,
  type Commands,
  commands,
  type Result,
  refuseInput,
  type ShopRole,
} from "@showdrop/shared";
import type { z } from "zod";
import { type HubServer, type HubSocket, isShopRoom, rooms, shopRooms, showOfRoom } from "../hub/hub.ts";
import type { Logger } from "../kit/logger.ts";
import { answerFault } from "./answer.ts";
import type { Viewer } from "./call.ts";
import type { CommandHandlers, CommandInputs } from "./command.ts";
import { createCommandGuard } from "./command-guard.ts";
import type { Limits } from "./limits.ts";

const inputs: { [C in CommandName]: z.ZodType<CommandInputs[C]> } = {
  "show:join": commands["show:join"].input,
  "show:leave": commands["show:leave"].input,
  "chat:post": commands["chat:post"].input,
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
  /** A person's roles: what they hear of which shop. */
  rolesOf(userId: string): Promise<{ shopId: string; role: ShopRole }[]>;
  /** Whether a person is banned from a show's shop. */
  isBannedFrom(showId: string, userId: string): Promise<boolean>;
}

const isFunction = (value: unknown): value is (answer: unknown) => void => typeof value === "function";

/** Accepts sockets: who they are, which rooms they are in, and their commands. */
export const socketsEdge = (io: HubServer, deps: SocketsEdge) => {
  const { handlers, limits, log, readSessionToken, findViewer, rolesOf, isBannedFrom } = deps;

  const viewerOf = async (socket: HubSocket): Promise<Viewer | null> => {
    const token = readSessionToken(socket.handshake.headers.cookie);
    return token === null ? null : findViewer(token);
  };

  io.use((socket, next) => {
    viewerOf(socket).then(
      (viewer) => {
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

  const roomsOf = async (userId: string): Promise<string[]> =>
    (await rolesOf(userId)).flatMap(({ shopId, role }) => shopRooms(shopId, role));

  /**
   * Compares a socket with the record: its session, its roles, its shows. Done after it has entered its rooms, so that
   * whatever is revoked is either seen here or reaches the rooms; and after news may have been missed.
   */
  const check = async (socket: HubSocket): Promise<void> => {
    const { viewer } = socket.data;
    if (!viewer) return;
    if ((await viewerOf(socket))?.sessionId !== viewer.sessionId) {
      socket.emit("person", "session:ended", {});
      socket.disconnect(true);
      return;
    }
    await socket.join(await roomsOf(viewer.id));
    // Read again after entering: a role taken away in between was not yet there to be taken out of the room.
    const own = new Set(await roomsOf(viewer.id));
    for (const room of [...socket.rooms]) {
      if (isShopRoom(room) && !own.has(room)) await socket.leave(room);
      const showId = showOfRoom(room);
      if (showId !== null && (await isBannedFrom(showId, viewer.id))) await socket.leave(room);
    }
  };

  const checkOrCut = async (socket: HubSocket): Promise<void> => {
    try {
      await check(socket);
    } catch (error) {
      // It cannot be known whether this socket may hear what it hears; its page comes back by itself.
      answerFault(error, log);
      socket.disconnect(true);
    }
  };

  const answer = async <C extends CommandName>(
    socket: HubSocket,
    name: C,
    given: unknown,
  ): Promise<Result<Commands[C]["answer"]>> => {
    const input = inputs[name].safeParse(given);
    if (!input.success) return refuseInput(input.error);
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
    void checkOrCut(socket);
  });

  return {
    /** Compares every socket of this server with the record, after the other servers could not be heard for a while. */
    async checkAll(): Promise<void> {
      await Promise.all([...io.of("/").sockets.values()].map(checkOrCut));
    },
  };
};
