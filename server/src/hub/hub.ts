import {
  type CameFrom,
  type ClientToServer,
  isUrgent,
  type ModerationEvents,
  type PersonEvents,
  type Pulse,
  type ScreenNews,
  type ServerToClient,
  type ShopRole,
  type ShowEntry,
  type ShowEventName,
  type ShowEvents,
  type TeamEvents,
} from "@showdrop/shared";
import type { Server, Socket } from "socket.io";
import type { Clock } from "../kit/clock.ts";
import { createAppender } from "./append-entries.ts";
import { createDelivery } from "./delivery.ts";
import type { Lines } from "./lines.ts";
import { rooms, shopRooms, showOfRoom } from "./rooms.ts";
import { createShowFeeds, type ToldEntry } from "./show-feeds.ts";
import type { ShowLog } from "./show-log.store.ts";
import { createWhoWatches } from "./who-watches.ts";

/** Who a connected socket belongs to. */
export interface SocketData {
  /** An account; null for a visitor without one. */
  viewer: { id: string; displayName: string } | null;
  /** The same person, or a guest: both hear what concerns them alone, until their session ends. */
  customer: { id: string; sessionId: string } | null;
  /** The shows that the socket is in, with how it came there. */
  arrivals: Record<string, Arrival>;
  /** A helper's screen, and the show that it is for. */
  screen: { id: string; showId: string } | null;
}
/** Somebody in a show, as reports know them: who, from where and since when; see `Stay`. */
export interface Arrival {
  person: string;
  visitor: string | null;
  from: CameFrom;
  /** The server's clock in milliseconds. */
  since: number;
}
/** What servers tell each other. */
interface ServerToServer {
  entries: (showId: string, entries: ToldEntry[]) => void;
  news: (told: Told[]) => void;
  revoked: () => void;
}
/** Something for some rooms alone, on its way to the pages that are in them. */
interface Told {
  rooms: readonly string[];
  said: Said<"person"> | Said<"team"> | Said<"moderation"> | Said<"screen">;
}
type Said<E extends keyof ServerToClient> = [E, ...Parameters<ServerToClient[E]>];
export type HubServer = Server<ClientToServer, ServerToClient, ServerToServer, SocketData>;
export type HubSocket = Socket<ClientToServer, ServerToClient, ServerToServer, SocketData>;

/** The only code that emits. */
export interface Hub {
  /** Tells everybody in a show, under the show's next sequence number, and keeps it in the show's log. */
  publish<E extends ShowEventName>(showId: string, event: E, data: ShowEvents[E]): Promise<void>;
  /** Tells those in a show who are connected to this server its newest counts. Volatile: each server tells its own. */
  pulse(showId: string, counts: Omit<Pulse, "showId">): void;
  /** The shows that pages on this server are in. */
  shows(): string[];
  /**
   * Who is in which show on this server: a person once however many pages they have open, a visitor by socket. A show
   * that only a second screen is open on is there with nobody.
   */
  watching(): Map<string, Set<string>>;
  /** The same, with how they came: the earliest arrival of each person. */
  arrivals(): Map<string, Arrival[]>;
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
  /** Tells the second screens of a show. */
  toScreens(showId: string, news: ScreenNews): void;
  /** Tells the pages of a second screen that it ended and disconnects them, everywhere. */
  endScreen(screenId: string): void;
  /** Takes a person's sockets out of shows, everywhere. */
  removeFromShows(userId: string, showIds: readonly string[]): void;
  /** Lets a person's open pages hear what those with this role in a shop hear, everywhere. */
  addToTeam(userId: string, shopId: string, role: ShopRole): void;
  /** Takes a person's sockets out of all of a shop's rooms, everywhere. */
  removeFromTeam(userId: string, shopId: string): void;
  /** Tells the pages of a session that it ended and disconnects them, everywhere. */
  endSession(sessionId: string): void;
  /** Tells this server's own parts what to think of anew, whichever server it happened on. */
  onNews(listener: HubNews): void;
}

/** For whoever remembers what the record says. When it may not have been heard, both are told as well. */
export interface HubNews {
  /** Something about a show may be other than it was; null: about any show. */
  changed(showId: string | null): void;
  /** Somebody's session, role or way into a show was taken away. */
  revoked(): void;
}

/** Entries looked up after the other servers could not be heard: a minute of a busy show. */
const MOST_MISSED = 500;

/** Milliseconds that news for pages on another server may wait for more: a rush costs few messages then. */
const BUNDLE_MS = 10;

const toTold = (entry: ShowEntry): ToldEntry => ({
  seq: entry.seq,
  urgent: isUrgent(entry.event),
  // Units move all the time, and the record of a drop does not move with them.
  ...(isUrgent(entry.event) && entry.event !== "drop:stock" ? { changes: true } : {}),
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
  const delivery = createDelivery(lines.of);
  const feeds = createShowFeeds({ isWatched: delivery.isWatched, passOn: delivery.tell });
  adapter.on("join-room", (room: string, socketId: string) => {
    const showId = showOfRoom(room);
    if (showId !== null) delivery.join(showId, socketId);
  });
  adapter.on("leave-room", (room: string, socketId: string) => {
    const showId = showOfRoom(room);
    if (showId === null) return;
    delivery.leave(showId, socketId);
    if (!delivery.isWatched(showId)) feeds.forget(showId);
  });
  const listeners: HubNews[] = [];
  const take = (showId: string, entries: readonly ToldEntry[]): void => {
    if (entries.some(({ changes }) => changes)) for (const { changed } of listeners) changed(showId);
    feeds.take(showId, entries);
  };
  io.on("entries", take);
  const revoked = (): void => {
    for (const listener of listeners) listener.revoked();
  };
  io.on("revoked", revoked);
  const revoke = (): void => {
    revoked();
    io.serverSideEmit("revoked");
  };

  const tellHere = ({ rooms: those, said }: Told): void => {
    const open = those.filter((room) => adapter.rooms.has(room));
    // One of them, whichever: the compiler spreads no choice of several.
    if (open.length > 0) io.local.to(open).emit(...(said as Said<"person">));
  };
  io.on("news", (told) => told.forEach(tellHere));
  let bundle: Told[] = [];
  const tell = (those: readonly string[], ...said: Told["said"]): void => {
    const told = { rooms: those, said };
    tellHere(told);
    if (bundle.length === 0)
      setTimeout(() => {
        io.serverSideEmit("news", bundle);
        bundle = [];
      }, BUNDLE_MS);
    bundle.push(told);
  };

  const append = createAppender(async (showId, entries) => {
    const first = await log.append(showId, entries);
    const told = entries.map(({ at, ...entry }, i) =>
      toTold({ showId, seq: first + i, at: at.toISOString(), ...entry } as ShowEntry),
    );
    io.serverSideEmit("entries", showId, told);
    take(showId, told);
  });

  const { watching, arrivals } = createWhoWatches(io);

  return {
    publish(showId, event, data) {
      return append(showId, { event, data, at: new Date(clock.now()) });
    },
    pulse(showId, counts) {
      delivery.pulse(showId, counts);
    },
    shows: delivery.watched,
    watching,
    arrivals,
    async catchUp() {
      for (const listener of listeners) {
        listener.revoked();
        listener.changed(null);
      }
      for (const showId of delivery.watched()) {
        const after = feeds.heard(showId);
        const missed = await log.newest(showId, { after, limit: after === 0 ? 1 : MOST_MISSED });
        feeds.take(showId, missed.map(toTold));
      }
    },
    toPerson(userId, event, data) {
      tell([rooms.person(userId)], "person", event, data);
    },
    toPeople(userIds, event, data) {
      if (userIds.length > 0) tell(userIds.map(rooms.person), "person", event, data);
    },
    toTeam(shopId, event, data) {
      tell([rooms.team(shopId)], "team", shopId, event, data);
    },
    toModerators(shopId, event, data) {
      tell([rooms.moderators(shopId)], "moderation", shopId, event, data);
    },
    toScreens(showId, news) {
      tell([rooms.screens(showId)], "screen", news);
    },
    endScreen(screenId) {
      io.to(rooms.screen(screenId)).emit("screen", { event: "ended" });
      io.in(rooms.screen(screenId)).disconnectSockets(true);
    },
    removeFromShows(userId, showIds) {
      io.in(rooms.person(userId)).socketsLeave(showIds.map(rooms.show));
      revoke();
    },
    addToTeam(userId, shopId, role) {
      io.in(rooms.person(userId)).socketsJoin(shopRooms(shopId, role));
    },
    removeFromTeam(userId, shopId) {
      io.in(rooms.person(userId)).socketsLeave([rooms.team(shopId), rooms.moderators(shopId)]);
      revoke();
    },
    endSession(sessionId) {
      io.to(rooms.session(sessionId)).emit("person", "session:ended", {});
      io.in(rooms.session(sessionId)).disconnectSockets(true);
      revoke();
    },
    onNews(listener) {
      listeners.push(listener);
    },
  };
};
