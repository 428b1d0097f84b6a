import {
  type ClientToServer,
  isUrgent,
  type ModerationEvents,
  type PersonEvents,
  type Pulse,
  type ServerToClient,
  type ShopRole,
  type ShowEntry,
  type ShowEventName,
  type ShowEvents,
  type TeamEvents,
} from "@showdrop/shared";
import type { Server, Socket } from "socket.io";
import type { Clock } from "../kit/clock.ts";
import { can } from "../shops/can.ts";
import { createAppender } from "./append-entries.ts";
import { createDelivery } from "./delivery.ts";
import type { Lines } from "./lines.ts";
import { createShowFeeds, type ToldEntry } from "./show-feeds.ts";
import type { ShowLog } from "./show-log.store.ts";
import { eventFrame } from "./ws-frame.ts";

/** Who a connected socket belongs to; null for a visitor without an account. */
export interface SocketData {
  viewer: { id: string; displayName: string; sessionId: string } | null;
}
/** What servers tell each other. */
interface ServerToServer {
  entries: (showId: string, entries: ToldEntry[]) => void;
}
export type HubServer = Server<ClientToServer, ServerToClient, ServerToServer, SocketData>;
export type HubSocket = Socket<ClientToServer, ServerToClient, ServerToServer, SocketData>;

/** The names of the rooms; the adapter carries an emit to a room to every server. */
export const rooms = {
  show: (showId: string) => `show:${showId}`,
  person: (userId: string) => `person:${userId}`,
  session: (sessionId: string) => `session:${sessionId}`,
  /** A shop's owner and managers: those who may see orders. */
  team: (shopId: string) => `team:${shopId}`,
  /** Those who keep a shop's chat clean: its owner, managers and moderators. */
  moderators: (shopId: string) => `moderators:${shopId}`,
};

const SHOW_ROOM = rooms.show("");
/** The show whose room this is, or null for a room of another kind. */
export const showOfRoom = (room: string): string | null =>
  room.startsWith(SHOW_ROOM) ? room.slice(SHOW_ROOM.length) : null;

/** The rooms of a shop that somebody with this role is in. */
export const shopRooms = (shopId: string, role: ShopRole | null): string[] => [
  ...(can(role, "orders:see") ? [rooms.team(shopId)] : []),
  ...(can(role, "chat:moderate") ? [rooms.moderators(shopId)] : []),
];

const SHOP_ROOMS = [rooms.team(""), rooms.moderators("")];
/** Whether a room is open only to those with a role in its shop. */
export const isShopRoom = (room: string): boolean => SHOP_ROOMS.some((prefix) => room.startsWith(prefix));

/** The only code that emits. */
export interface Hub {
  /** Tells everybody in a show, under the show's next sequence number, and keeps it in the show's log. */
  publish<E extends ShowEventName>(showId: string, event: E, data: ShowEvents[E]): Promise<void>;
  /** Tells those in a show who are connected to this server its newest counts. Volatile: each server tells its own. */
  pulse(showId: string, counts: Omit<Pulse, "showId">): void;
  /** Who is in which show on this server: a person once however many pages they have open, a visitor by socket. */
  watching(): Map<string, Set<string>>;
  /**
   * Looks up in the log what other servers told and this one did not hear, and tells its own. When that is a great deal,
   * only the newest: whoever sees the gap catches up by snapshot.
   */
  catchUp(): Promise<void>;
  /** Tells one person, on every page they have open. */
  toPerson<E extends keyof PersonEvents>(userId: string, event: E, data: PersonEvents[E]): void;
  /** Tells several people the same, on every page they have open. */
  toPeople<E extends keyof PersonEvents>(userIds: readonly string[], event: E, data: PersonEvents[E]): void;
  /** Tells a shop's owner and managers. */
  toTeam<E extends keyof TeamEvents>(shopId: string, event: E, data: TeamEvents[E]): void;
  /** Tells those who keep a shop's chat clean: its owner, managers and moderators. */
  toModerators<E extends keyof ModerationEvents>(shopId: string, event: E, data: ModerationEvents[E]): void;
  /** Takes a person's sockets out of shows, everywhere. */
  removeFromShows(userId: string, showIds: readonly string[]): void;
  /** Lets a person's open pages hear what those with this role in a shop hear, everywhere. */
  addToTeam(userId: string, shopId: string, role: ShopRole): void;
  /** Takes a person's sockets out of all of a shop's rooms, everywhere. */
  removeFromTeam(userId: string, shopId: string): void;
  /** Tells the pages of a session that it ended and disconnects them, everywhere. */
  endSession(sessionId: string): void;
}

/** Entries looked up after the other servers could not be heard: a minute of a busy show. */
const MOST_MISSED = 500;

const toTold = (entry: ShowEntry): ToldEntry => ({
  seq: entry.seq,
  urgent: isUrgent(entry.event),
  json: JSON.stringify(entry),
});

export const createHub = ({
  io,
  log,
  lines,
  clock,
}: {
  io: HubServer;
  log: ShowLog;
  lines: Lines;
  clock: Clock;
}): Hub => {
  const { adapter } = io.of("/");
  const delivery = createDelivery({ membersOf: (room) => adapter.rooms.get(room), lineOf: lines.of });
  const send = (showId: string, entries: readonly ToldEntry[]): void => {
    const weight = entries.some(({ urgent }) => urgent) ? "urgent" : "calm";
    const frame = eventFrame("show", `[${entries.map(({ json }) => json).join(",")}]`);
    delivery.toRoom(rooms.show(showId), frame, weight);
  };
  const feeds = createShowFeeds({ isWatched: (showId) => adapter.rooms.has(rooms.show(showId)), send });
  adapter.on("delete-room", (room: string) => {
    const showId = showOfRoom(room);
    if (showId !== null) feeds.forget(showId);
  });
  io.on("entries", feeds.take);

  const append = createAppender(async (showId, entries) => {
    const first = await log.append(showId, entries);
    const told = entries.map(({ at, ...entry }, i) =>
      toTold({ showId, seq: first + i, at: at.toISOString(), ...entry } as ShowEntry),
    );
    io.serverSideEmit("entries", showId, told);
    feeds.take(showId, told);
  });

  const watching = (): Map<string, Set<string>> => {
    const shows = new Map<string, Set<string>>();
    for (const [room, socketIds] of adapter.rooms) {
      const showId = showOfRoom(room);
      if (showId === null) continue;
      const people = [...socketIds].map((id) => io.of("/").sockets.get(id)?.data.viewer?.id ?? id);
      shows.set(showId, new Set(people));
    }
    return shows;
  };

  return {
    publish(showId, event, data) {
      return append(showId, { event, data, at: new Date(clock.now()) });
    },
    pulse(showId, counts) {
      const frame = eventFrame("pulse", JSON.stringify({ showId, ...counts }));
      delivery.toRoom(rooms.show(showId), frame, "volatile");
    },
    watching,
    async catchUp() {
      for (const showId of watching().keys()) {
        const after = feeds.heard(showId);
        const missed = await log.newest(showId, { after, limit: after === 0 ? 1 : MOST_MISSED });
        feeds.take(showId, missed.map(toTold));
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
    toModerators(shopId, event, data) {
      io.to(rooms.moderators(shopId)).emit("moderation", shopId, event, data);
    },
    removeFromShows(userId, showIds) {
      io.in(rooms.person(userId)).socketsLeave(showIds.map(rooms.show));
    },
    addToTeam(userId, shopId, role) {
      io.in(rooms.person(userId)).socketsJoin(shopRooms(shopId, role));
    },
    removeFromTeam(userId, shopId) {
      io.in(rooms.person(userId)).socketsLeave([rooms.team(shopId), rooms.moderators(shopId)]);
    },
    endSession(sessionId) {
      io.to(rooms.session(sessionId)).emit("person", "session:ended", {});
      io.in(rooms.session(sessionId)).disconnectSockets(true);
    },
  };
};
