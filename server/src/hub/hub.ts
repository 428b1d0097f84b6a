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

const SHOW_ROOM = rooms.show("");
/** The show whose room this is, or null for a room of another kind. */
export const showOfRoom = (room: string): string | null =>
  room.startsWith(SHOW_ROOM) ? room.slice(SHOW_ROOM.length) : null;

/** The only code that emits. */
export interface Hub {
  /** Tells everybody in a show, under the show's next sequence number, and keeps it in the show's log. */
  publish<E extends ShowEventName>(showId: string, event: E, data: ShowEvents[E]): Promise<void>;
  /** Tells those in a show who are connected to this server how many are watching. Volatile. */
  viewers(showId: string, viewers: number): void;
  /** Who is in which show on this server: a person once however many pages they have open, a visitor by socket. */
  watching(): Map<string, Set<string>>;
  /**
   * Repeats each show's newest entry to those on this server: who has it ignores it, who missed something sees the
   * gap and catches up.
   */
  repeatNewest(): Promise<void>;
  /** Tells one person, on every page they have open. */
  toPerson<E extends keyof PersonEvents>(userId: string, event: E, data: PersonEvents[E]): void;
  /** Tells several people the same, on every page they have open. */
  toPeople<E extends keyof PersonEvents>(userIds: readonly string[], event: E, data: PersonEvents[E]): void;
  /** Tells a shop's owner and managers. */
  toTeam<E extends keyof TeamEvents>(shopId: string, event: E, data: TeamEvents[E]): void;
  /** Takes a person's sockets out of shows, everywhere. */
  removeFromShows(userId: string, showIds: readonly string[]): void;
  /** Lets a person's open pages hear what a shop's owner and managers hear, everywhere. */
  addToTeam(userId: string, shopId: string): void;
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

  const watching = (): Map<string, Set<string>> => {
    const shows = new Map<string, Set<string>>();
    for (const [room, socketIds] of io.of("/").adapter.rooms) {
      const showId = showOfRoom(room);
      if (showId === null) continue;
      const people = [...socketIds].map((id) => io.of("/").sockets.get(id)?.data.viewer?.id ?? id);
      shows.set(showId, new Set(people));
    }
    return shows;
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
      io.local.to(rooms.show(showId)).volatile.emit("viewers", { showId, viewers });
    },
    watching,
    async repeatNewest() {
      for (const showId of watching().keys()) {
        const newest = await log.newest(showId);
        if (newest) io.local.to(rooms.show(showId)).emit("show", newest);
      }
    },
    toPerson(userId, event, data) {
      io.to(rooms.person(userId)).emit("person", event, data);
    },
    toPeople(userIds, event, data) {
      if (userIds.length > 0) io.to(userIds.map(rooms.person)).emit("person", event, data);
    },
    toTeam(shopId, event, data) {
      io.to(rooms.team(shopId)).emit("team", shopId, event, data);
    },
    removeFromShows(userId, showIds) {
      io.in(rooms.person(userId)).socketsLeave(showIds.map(rooms.show));
    },
    addToTeam(userId, shopId) {
      io.in(rooms.person(userId)).socketsJoin(rooms.team(shopId));
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
