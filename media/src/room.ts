import {
  type CloseReason,
  type ConsumerOffer,
  type MediaAuth,
  type MediaRole,
  ok,
  type Result,
  refuse,
  type Welcome,
} from "@showdrop/shared";
import type { types } from "mediasoup";
import { type AudienceKeeper, keepAudience } from "./audience.ts";
import { type Dialect, OURS } from "./dialect.ts";
import type { Hall } from "./hall.ts";
import { openHalls, type Place } from "./halls.ts";
import type { Line } from "./line.ts";
import type { Logger } from "./logger.ts";
import { createPeer, type Peer } from "./peer.ts";
import type { Follower, Sending } from "./sending.ts";
import { keepSendings } from "./sendings.ts";
import type { Pass } from "./tokens.ts";
import type { Seat, WorkerPool } from "./workers.ts";

/** Where bandwidth estimation starts for a viewer: the middle simulcast layer, from the first second. */
const INITIAL_OUTGOING_BITRATE = 1_000_000;
/** Three layers of a camera take about 3.2 Mbit/s, a screen 2.5, sound 0.2; more is a fault or an abuse. */
const MAX_INCOMING_BITRATE = 8_000_000;

/** A host sends from one place; a viewer may have some tabs and devices, but not a crowd on one pass. */
const CONNECTIONS_PER_PERSON = { host: 1, guest: 1, viewer: 5 } as const satisfies Record<MediaRole, number>;

const maySend = (role: MediaRole): boolean => role === "host" || role === "guest";

/** How a peer receives. */
export interface Reception extends NonNullable<MediaAuth["receive"]> {
  /** The payload types that it insists on; ours, when it does not. */
  dialect?: Dialect;
  /** It is given nothing by itself: what it plays is asked for with `Peer.consume`. */
  onDemand?: boolean;
}

export interface Room {
  showId: string;
  closed: () => boolean;
  peers: () => readonly Peer[];
  /** The main hall's: everything that is sent here has a producer on it. */
  router: types.Router;
  /** Lets a peer in, connected as far as it can be. The caller ends it with `leave`, also when it was refused. */
  join: (pass: Pass, line: Line, receive: Reception | undefined) => Promise<Result<Peer>>;
  leave: (lineId: string) => void;
  /** What a peer that was let in is told first; from then on it is offered what is sent later. */
  welcome: (peer: Peer) => Promise<Welcome>;
  sendings: () => readonly Sending[];
  /** Takes in what a pipe brings: it goes with its producer. */
  bring: (sending: Sending) => void;
  /** @returns ends the following */
  follow: (follower: Follower) => () => void;
  /** Who watches; what other nodes say of theirs is added to it. */
  audience: AudienceKeeper;
  /** Keeps the room open without a peer, until it is let go: who is not here may still watch through a pipe. */
  hold: () => () => void;
  tellHost: (present: boolean) => void;
  close: (reason: CloseReason) => void;
}

export interface RoomParts {
  showId: string;
  /** Where the main hall stands. */
  seat: Seat;
  workers: WorkerPool;
  peersPerWorker: number;
  hostPresent: () => boolean;
  onHostSending: (sending: boolean) => void;
  onClose: () => void;
  log: Logger;
}

/** A line that is in, or on its way in: then without a peer yet. */
interface Member {
  place: Place;
  peer: Peer | null;
  /** What the peer begins to receive while it is let in. */
  offers: ConsumerOffer[];
}

/** One show on this node: its halls and its peers. It closes with its last peer, and with its main hall's worker. */
export const openRoom = async (parts: RoomParts): Promise<Room> => {
  const { showId, seat, workers, peersPerWorker, log } = parts;
  const halls = await openHalls({ seat, workers, peersPerWorker, onLost: (hall) => lose(hall), log });
  /** A room with none closes. */
  const members = new Map<string, Member>();
  /** Those who are offered what others begin to send. */
  const welcomed = new Set<Peer>();
  const { all: sendings, ofOthers, bring, follow } = keepSendings(parts.onHostSending);
  const audience = keepAudience();
  let holds = 0;
  let closed = false;

  const peers = (): Peer[] => [...members.values()].flatMap(({ peer }) => peer ?? []);

  /** The connections of the same person that a new one takes the place of, the oldest first. */
  const surplus = ({ userId, role }: Pass): Peer[] => {
    const own = peers().filter(({ pass }) => pass.userId === userId && pass.role === role);
    return own.slice(0, Math.max(0, own.length + 1 - CONNECTIONS_PER_PERSON[role]));
  };

  const close = (reason?: CloseReason): void => {
    if (closed) return;
    closed = true;
    for (const { place, peer } of members.values()) {
      peer?.close(reason);
      place.leave();
    }
    members.clear();
    welcomed.clear();
    audience.close();
    halls.close();
    parts.onClose();
    log.info({ reason }, "the room closed");
  };

  const closeIfEmpty = (): void => {
    if (members.size === 0 && holds === 0) close();
  };

  /** Without the main hall nothing is sent; without another one only its own peers have to come back. */
  const lose = (hall: Hall): void => {
    if (hall === halls.main) close("rejoin");
    for (const peer of peers()) if (peer.hall === hall) peer.close("rejoin");
  };

  const createTransports = async (hall: Hall, sends: boolean, receives: boolean) => {
    const [send, receive] = await Promise.all([
      sends ? hall.createTransport() : null,
      receives ? hall.createTransport(INITIAL_OUTGOING_BITRATE) : null,
    ]);
    return { send, receive };
  };

  follow({
    added: (sending) => {
      for (const peer of welcomed) if (peer.id !== sending.lineId) void peer.offer(sending);
    },
    closed: () => undefined,
  });
  audience.follow((now) => {
    for (const peer of welcomed) if (maySend(peer.pass.role)) peer.tellAudience(now);
  });

  return {
    showId,
    closed: () => closed,
    peers,
    router: halls.main.router,
    ...{ sendings, bring, follow, audience },

    join: async (pass, line, receive) => {
      if (closed) return refuse("MEDIA_UNAVAILABLE");
      const sends = maySend(pass.role);
      const watches = pass.role === "viewer" && receive !== undefined;
      const member: Member = {
        place: halls.place({
          sends,
          receives: receive !== undefined,
          dialect: receive?.dialect ?? OURS,
        }),
        peer: null,
        offers: [],
      };
      members.set(line.id, member);
      const hall = await member.place.hall;
      const transports = await createTransports(hall, sends, receive !== undefined);
      if (!members.has(line.id)) {
        // Left, or the room closed, while the transports were made.
        transports.send?.close();
        transports.receive?.close();
        return refuse("MEDIA_UNAVAILABLE");
      }
      const peer = createPeer({
        ...{ pass, line, hall, send: transports.send, log },
        receive:
          receive && transports.receive
            ? { transport: transports.receive, rtpCapabilities: receive.rtpCapabilities }
            : null,
        onSending: bring,
        onPicture: (best) => {
          if (watches && members.has(line.id)) audience.set(line.id, best);
        },
      });
      for (const earlier of surplus(pass)) earlier.close("replaced");
      member.peer = peer;
      if (watches) audience.set(line.id, null);
      // The worker takes these in this order and answers them together.
      const [connected, offers] = await Promise.all([
        transports.receive && receive?.dtlsParameters
          ? peer.connectTransport({
              transportId: transports.receive.id,
              dtlsParameters: receive.dtlsParameters,
            })
          : ok({}),
        peer.consume(receive?.onDemand ? [] : ofOthers(line.id)),
        transports.send?.setMaxIncomingBitrate(MAX_INCOMING_BITRATE),
      ]);
      member.offers = offers;
      return connected.ok ? ok(peer) : connected;
    },

    leave: (lineId) => {
      const member = members.get(lineId);
      if (!member) return;
      members.delete(lineId);
      if (member.peer) welcomed.delete(member.peer);
      member.peer?.close();
      member.place.leave();
      audience.leave(lineId);
      closeIfEmpty();
    },

    hold: () => {
      holds += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        holds -= 1;
        closeIfEmpty();
      };
    },

    welcome: async (peer) => {
      const member = members.get(peer.id);
      // What came while it was let in.
      const late = await peer.consume(ofOthers(peer.id));
      if (members.has(peer.id)) welcomed.add(peer);
      if (maySend(peer.pass.role)) audience.repeat();
      // What came while that was made; nothing is offered twice.
      for (const sending of ofOthers(peer.id)) void peer.offer(sending);
      return {
        role: peer.pass.role,
        send: peer.sendOffer,
        receive: peer.receiveOffer,
        consumers: peer.living([...(member?.offers ?? []), ...late]),
        hostPresent: parts.hostPresent(),
      };
    },

    tellHost: (present) => {
      for (const peer of peers()) peer.tellHost(present);
    },
    close,
  };
};
