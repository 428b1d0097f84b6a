import type { ShopRole } from "@showdrop/shared";
import type { HubServer, HubSocket } from "../hub/hub.ts";
import { isShopRoom, rooms, shopRooms, showOfRoom } from "../hub/rooms.ts";
import type { Logger } from "../kit/logger.ts";
import { answerFault } from "./answer.ts";

export interface RecheckDeps {
  log: Logger;
  /** Those of these sessions that are not over. */
  livingSessions(ids: readonly string[]): Promise<Set<string>>;
  /** The roles of these people: what they hear of which shop. */
  rolesOf(userIds: readonly string[]): Promise<{ userId: string; shopId: string; role: ShopRole }[]>;
  /** Who is banned from a show's shop. */
  bannedFrom(showId: string): Promise<readonly string[]>;
}

export interface Recheck {
  /** Compares one socket with the record soon, together with others that come at the same time. */
  soon(socket: HubSocket): void;
  /** Compares every socket of this server. */
  all(): Promise<void>;
}

/** Sockets compared with the record in one go. */
const AT_ONCE = 1_000;

/** Ends a socket whose session is over. */
const endSocket = (socket: HubSocket): void => {
  socket.emit("person", "session:ended", {});
  socket.disconnect(true);
};

/**
 * Compares sockets with the record: sessions, roles, bans. Done after a socket has entered its rooms, so that whatever is
 * revoked is either seen here or reaches the rooms; after news may have been missed; and now and then, as sessions run out.
 */
export const createRecheck = (
  io: HubServer,
  { livingSessions, rolesOf, bannedFrom, log }: RecheckDeps,
): Recheck => {
  const roomsOf = async (userIds: readonly string[]): Promise<Map<string, Set<string>>> => {
    const own = new Map(userIds.map((userId) => [userId, new Set<string>()]));
    for (const { userId, shopId, role } of await rolesOf(userIds))
      for (const room of shopRooms(shopId, role)) own.get(userId)?.add(room);
    return own;
  };

  const some = async (sockets: readonly HubSocket[]): Promise<void> => {
    const known = sockets.flatMap((socket) =>
      socket.data.customer ? [{ socket, customer: socket.data.customer }] : [],
    );
    if (known.length === 0) return;
    const living = await livingSessions([...new Set(known.map(({ customer }) => customer.sessionId))]);
    const signedIn = known.filter(({ socket, customer }) => {
      if (!living.has(customer.sessionId)) endSocket(socket);
      return living.has(customer.sessionId);
    });
    const userIds = [...new Set(signedIn.map(({ customer }) => customer.id))];
    const before = await roomsOf(userIds);
    for (const { socket, customer } of signedIn) await socket.join([...(before.get(customer.id) ?? [])]);
    // Read again after entering: a role taken away in between was not yet there to be taken out of the room.
    const now = await roomsOf(userIds);
    for (const { socket, customer } of signedIn)
      for (const room of [...socket.rooms])
        if (isShopRoom(room) && !now.get(customer.id)?.has(room)) await socket.leave(room);
    const showIds = new Set(signedIn.flatMap(({ socket }) => [...socket.rooms].map(showOfRoom)));
    for (const showId of showIds) {
      if (showId === null) continue;
      const banned = new Set(await bannedFrom(showId));
      for (const { socket, customer } of signedIn)
        if (banned.has(customer.id)) await socket.leave(rooms.show(showId));
    }
  };

  const someOrCut = async (sockets: readonly HubSocket[]): Promise<void> => {
    try {
      await some(sockets);
    } catch (error) {
      // It cannot be known whether these may hear what they hear; their pages come back by themselves.
      answerFault(error, log);
      for (const socket of sockets) socket.disconnect(true);
    }
  };

  const waiting = new Set<HubSocket>();
  let working = false;
  const work = async (): Promise<void> => {
    working = true;
    while (waiting.size > 0) {
      const batch = [...waiting].slice(0, AT_ONCE);
      for (const socket of batch) waiting.delete(socket);
      await someOrCut(batch);
    }
    working = false;
  };

  return {
    soon(socket) {
      waiting.add(socket);
      if (!working) void work();
    },
    async all() {
      const sockets = [...io.of("/").sockets.values()];
      for (let i = 0; i < sockets.length; i += AT_ONCE) await someOrCut(sockets.slice(i, i + AT_ONCE));
    },
  };
};
