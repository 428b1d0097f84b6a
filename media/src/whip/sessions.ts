import { randomBytes, randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { Line } from "../line.ts";
import type { Peer } from "../peer.ts";
import type { Reception, Room } from "../room.ts";
import type { Rooms } from "../rooms.ts";
import type { IceCredentials, OfferedSection } from "../sdp/offer.ts";
import type { Pass } from "../tokens.ts";
import { endWhenSilent } from "./silence.ts";

/** A peer that has no socket: it came with one HTTP request and is ended by another. */
export interface Session {
  /** Unguessable: whoever knows it may end the session. */
  id: string;
  showId: string;
  room: Room;
  peer: Peer;
  transport: types.WebRtcTransport;
  /** Whose ICE credentials the present ICE session has, and its entity tag. */
  ice: IceCredentials;
  etag: string;
  /** The section that stands for all in ICE fragments. */
  section: OfferedSection;
  /** Closes everything that is the session's. Harmless the second time. */
  end: () => void;
}

export const newTag = (): string => `"${randomBytes(9).toString("base64url")}"`;

export interface Sessions {
  /** Lets a peer in. It ends by `end`, by its room, or when nothing comes from it any more. */
  enter: (
    pass: Pass,
    offered: Pick<Session, "ice" | "section">,
    receive: Reception | undefined,
  ) => Promise<Result<Session>>;
  find: (showId: string, id: string) => Session | null;
}

export const openSessions = (rooms: Rooms): Sessions => {
  const sessions = new Map<string, Session>();
  return {
    enter: async (pass, offered, receive) => {
      const id = randomBytes(24).toString("base64url");
      let ended = false;
      let leave = (): void => {};
      const end = (): void => {
        if (ended) return;
        ended = true;
        sessions.delete(id);
        leave();
      };
      const line: Line = { id: randomUUID(), tell: () => {}, end };
      const entered = await rooms.enter(pass, line, receive);
      if (!entered.ok) return entered;
      const { room, peer } = entered.data;
      leave = () => room.leave(line.id);
      const [transport] = peer.transports();
      if (ended || !transport) {
        leave();
        return refuse("MEDIA_UNAVAILABLE");
      }
      const { showId } = pass;
      const session = { ...offered, id, showId, room, peer, transport, etag: newTag(), end };
      sessions.set(id, session);
      endWhenSilent(transport, end);
      return ok(session);
    },
    find: (showId, id) => {
      const session = sessions.get(id);
      return session?.showId === showId ? session : null;
    },
  };
};
