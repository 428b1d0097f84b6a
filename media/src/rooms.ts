import { type CloseReason, ok, type Result, refuse } from "@showdrop/shared";
import { rememberClosed } from "./closed.ts";
import type { Line } from "./line.ts";
import type { Logger } from "./logger.ts";
import type { Peer } from "./peer.ts";
import type { Presence } from "./presence.ts";
import { openRoom, type Reception, type Room } from "./room.ts";
import type { Sending } from "./sending.ts";
import type { Pass } from "./tokens.ts";
import type { WorkerPool } from "./workers.ts";

export interface Rooms {
  /** Lets a peer into its show's room, which is opened when this is the first. */
  enter: (
    pass: Pass,
    line: Line,
    receive: Reception | undefined,
  ) => Promise<Result<{ room: Room; peer: Peer }>>;
  /** The show's room, opened if need be and kept open for a pipe; null when there is no worker, or the show has ended. */
  hold: (showId: string) => Promise<{ room: Room; release: () => void } | null>;
  /** Everybody who is connected, of all rooms. */
  everyone: () => Peer[];
  /** Each order takes effect on those who were let in before it was given: `at`, in epoch milliseconds. */
  endShow: (showId: string, at: number) => void;
  removePerson: (showId: string, userId: string, at: number) => void;
  /** They may not send any more; where they watch, they watch on. */
  removeSender: (showId: string, userId: string, at: number) => void;
  /** Their microphone is paused; they may resume it. */
  muteGuest: (showId: string, userId: string) => void;
  tellHost: (showId: string, present: boolean) => void;
  /** What is sent in a show through this node. */
  sendings: (showId: string) => readonly Sending[];
  /** The shows that have a room here. */
  carrying: () => string[];
  peers: () => number;
  close: (reason: CloseReason) => void;
}

const personKey = (showId: string, userId: string): string => `${showId}:${userId}`;
const senderKey = (showId: string, userId: string): string => `${showId}:${userId}:sender`;

export interface RoomsParts {
  workers: WorkerPool;
  peersPerWorker: number;
  presence: Presence;
  /** Told of every room before anybody is in it. */
  onOpen: (room: Room) => void;
  log: Logger;
}

/** All rooms of this node, by show. */
export const openRooms = ({ workers, peersPerWorker, presence, onOpen, log }: RoomsParts): Rooms => {
  const rooms = new Map<string, Promise<Room | null>>();
  const living = new Set<Room>();
  const ended = rememberClosed();
  const removed = rememberClosed();

  const open = async (showId: string): Promise<Room | null> => {
    const seat = workers.leastBusy();
    if (!seat) return null;
    const room = await openRoom({
      ...{ showId, seat, workers, peersPerWorker },
      hostPresent: () => presence.isPresent(showId),
      onHostSending: (sending) => presence.set(showId, sending),
      onClose: () => {
        living.delete(room);
        rooms.delete(showId);
      },
      log: log.child({ showId }),
    });
    living.add(room);
    onOpen(room);
    return room;
  };

  /** The show's room; the same one for all who come while it opens. */
  const roomOf = (showId: string): Promise<Room | null> => {
    const known = rooms.get(showId);
    if (known) return known;
    const opening = open(showId).then(
      (room) => {
        if (!room) rooms.delete(showId);
        return room;
      },
      (error: unknown) => {
        rooms.delete(showId);
        throw error;
      },
    );
    rooms.set(showId, opening);
    return opening;
  };

  const isRemoved = ({ showId, userId, expiresAt }: Pass): boolean =>
    removed.covers(personKey(showId, userId), expiresAt);
  const isDemoted = ({ showId, userId, role, expiresAt }: Pass): boolean =>
    role !== "viewer" && removed.covers(senderKey(showId, userId), expiresAt);

  const barred = (pass: Pass): Result<never> | null => {
    if (ended.covers(pass.showId, pass.expiresAt)) return refuse("SHOW_ENDED");
    if (isRemoved(pass)) return refuse("BANNED");
    return isDemoted(pass) ? refuse("NOT_A_HOST") : null;
  };

  const peersOf = (showId: string): Peer[] =>
    [...living].filter((room) => room.showId === showId).flatMap((room) => room.peers());

  return {
    enter: async (pass, line, receive) => {
      const before = barred(pass);
      if (before) return before;
      const room = await roomOf(pass.showId);
      if (!room) return refuse("MEDIA_UNAVAILABLE");
      const joined = await room.join(pass, line, receive).catch((error: unknown) => {
        room.leave(line.id);
        throw error;
      });
      if (!joined.ok) {
        room.leave(line.id);
        return joined;
      }
      // Ended or removed while the room and the transports were made.
      const after = barred(pass);
      if (after) {
        room.leave(line.id);
        return after;
      }
      return ok({ room, peer: joined.data });
    },

    hold: async (showId) => {
      if (ended.covers(showId, Date.now())) return null;
      const room = await roomOf(showId);
      if (!room || room.closed()) return null;
      return { room, release: room.hold() };
    },

    endShow: (showId, at) => {
      ended.add(showId, at);
      for (const room of living) if (room.showId === showId) room.close("ended");
      presence.forget(showId);
    },

    removePerson: (showId, userId, at) => {
      removed.add(personKey(showId, userId), at);
      for (const peer of peersOf(showId)) if (isRemoved(peer.pass)) peer.close("removed");
    },

    removeSender: (showId, userId, at) => {
      removed.add(senderKey(showId, userId), at);
      for (const peer of peersOf(showId)) if (isDemoted(peer.pass)) peer.close("demoted");
    },

    muteGuest: (showId, userId) => {
      for (const peer of peersOf(showId))
        if (peer.pass.userId === userId && peer.pass.role === "guest") void peer.mute();
    },

    tellHost: (showId, present) => {
      for (const room of living) if (room.showId === showId) room.tellHost(present);
    },

    sendings: (showId) =>
      [...living].filter((room) => room.showId === showId).flatMap((room) => room.sendings()),

    carrying: () => [...new Set([...living].map(({ showId }) => showId))],
    peers: () => [...living].reduce((sum, room) => sum + room.peers().length, 0),
    everyone: () => [...living].flatMap((room) => room.peers()),

    close: (reason) => {
      for (const room of [...living]) room.close(reason);
    },
  };
};
