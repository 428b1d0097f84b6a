import type {
  ClientToServer,
  PersonEvents,
  ServerToClient,
  ShowEntry,
  ShowEventName,
  ShowEvents,
  TeamEvents,
} from "@showdrop/shared";
import type { Server, Socket } from "socket.io";
import type { Clock } from "../kit/clock.ts";
import type { ShowLog } from "./show-log.store.ts";

/** Who a connected socket belongs to; null for a visitor without an account. */
export interface SocketData {
  viewer: { id: string; displayName: string; sessionId: string } | null;
}
type NoEvents = Record<string, never>;
export type HubServer = Server<ClientToServer, ServerToClient, NoEvents, SocketData>;
export type HubSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketData>;

/** The names of the rooms; the adapter carries an emit to a room to every server. */
export const rooms = {
  show: (showId: string) => `show:${showId}`,
  person: (userId: string) => `person:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  /** A shop's owner and managers: those who may see orders. */
  team: (shopId: string) => `team:${shopId}`,
};

/** The only code that emits. */
export interface Hub {
  /** Tells everybody in a show, under the show's next sequence number, and keeps it in the show's log. */
  publish<E extends ShowEventName>(showId: string, event: E, data: ShowEvents[E]): Promise<void>;
  /** Tells everybody in a show how many are watching. Volatile. */
  viewers(showId: string, viewers: number): void;
  /** Tells one person, on every page they have open. */
  toPerson<E extends keyof PersonEvents>(userId: string, event: E, data: PersonEvents[E]): void;
  /** Tells a shop's owner and managers. */
  toTeam<E extends keyof TeamEvents>(shopId: string, event: E, data: TeamEvents[E]): void;
  /** Takes a person's sockets out of shows, everywhere. */
  removeFromShows(userId: string, showIds: readonly string[]): void;
  /** Takes a person's sockets out of a shop's team room, everywhere. */
  removeFromTeam(userId: string, shopId: string): void;
  /** Tells the pages of a session that it ended and disconnects them, everywhere. */
  endSession(sessionId: string): void;
}

export const createHub = (io: HubServer, log: ShowLog, clock: Clock): Hub => {
  // One entry of a show after the other, so that this server never emits 8 before 7.
  const turns = new Map<string, Promise<void>>();

  const append = async <E extends ShowEventName>(
    showId: string,
    event: E,
    data: ShowEvents[E],
  ): Promise<void> => {
    const at = new Date(clock.now());
    const seq = await log.append(showId, event, data, at);
    const entry = { showId, seq, at: at.toISOString(), event, data } as ShowEntry;
    io.to(rooms.show(showId)).emit("show", entry);
  };

  return {
    publish(showId, event, data) {
      const turn = (turns.get(showId) ?? Promise.resolve()).then(() => append(showId, event, data));
      const settled = turn.catch(() => undefined);
      turns.set(showId, settled);
      void settled.then(() => {
        if (turns.get(showId) === settled) turns.delete(showId);
      });
      return turn;
    },
    viewers(showId, viewers) {
      io.to(rooms.show(showId)).volatile.emit("viewers", { showId, viewers });
    },
    toPerson(userId, event, data) {
      io.to(rooms.person(userId)).emit("person", event, data);
    },
    toTeam(shopId, event, data) {
      io.to(rooms.team(shopId)).emit("team", shopId, event, data);
    },
    removeFromShows(userId, showIds) {
      io.in(rooms.person(userId)).socketsLeave(showIds.map(rooms.show));
    },
    removeFromTeam(userId, shopId) {
      io.in(rooms.person(userId)).socketsLeave(rooms.team(shopId));
    },
    endSession(sessionId) {
      io.to(rooms.session(sessionId)).emit("person", "session:ended", {});
      io.in(rooms.session(sessionId)).disconnectSockets(true);
    },
  };
};
