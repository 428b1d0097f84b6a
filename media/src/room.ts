import {
  type CloseReason,
  type MediaAuth,
  type MediaRole,
  ok,
  type Result,
  refuse,
  type Welcome,
} from "@showdrop/shared";
import type { types } from "mediasoup";
import { MEDIA_CODECS } from "./codecs.ts";
import type { Line } from "./line.ts";
import type { Logger } from "./logger.ts";
import { createPeer, type Peer } from "./peer.ts";
import type { Follower, Sending } from "./sending.ts";
import type { Pass } from "./tokens.ts";
import type { Seat } from "./workers.ts";

/** Where bandwidth estimation starts for a viewer: the middle simulcast layer, from the first second. */
const INITIAL_OUTGOING_BITRATE = 1_000_000;
/** A host sends three layers of about 3.2 Mbit/s in all; more is a fault or an abuse. */
const MAX_INCOMING_BITRATE = 5_000_000;

/** A host sends from one place; a viewer may have some tabs and devices, but not a crowd on one pass. */
const CONNECTIONS_PER_PERSON = { host: 1, guest: 1, viewer: 5 } as const satisfies Record<MediaRole, number>;

const maySend = (role: MediaRole): boolean => role === "host" || role === "guest";

export interface Room {
  showId: string;
  closed: () => boolean;
  peers: () => readonly Peer[];
  /** Everything that is sent here has a producer on this router. */
  router: types.Router;
  /** Lets a peer in. The caller ends it with `leave`, also when it was refused. */
  join: (pass: Pass, line: Line, receive: MediaAuth["receive"]) => Promise<Result<Peer>>;
  leave: (lineId: string) => void;
  /** What a peer that was let in is told first; from then on it is offered what is sent later. */
  welcome: (peer: Peer) => Promise<Welcome>;
  sendings: () => readonly Sending[];
  /** Takes in what a pipe brings: it goes with its producer. */
  bring: (sending: Sending) => void;
  /** @returns ends the following */
  follow: (follower: Follower) => () => void;
  /** Keeps the room open without a peer, until it is let go: who is not here may still watch through a pipe. */
  hold: () => () => void;
  tellHost: (present: boolean) => void;
  close: (reason: CloseReason) => void;
}

export interface RoomParts {
  showId: string;
  seat: Seat;
  hostPresent: () => boolean;
  onHostSending: (sending: boolean) => void;
  onClose: () => void;
  log: Logger;
}

/** One show on one worker: a router and the peers. It closes with its last peer, and with its worker. */
export const openRoom = async (parts: RoomParts): Promise<Room> => {
  const { showId, seat, log } = parts;
  const router = await seat.worker.createRouter({ mediaCodecs: MEDIA_CODECS });
  /** Lines that are in or on their way in; a room with none closes. */
  const members = new Map<string, Peer | null>();
  /** Those who are offered what others begin to send. */
  const welcomed = new Set<Peer>();
  const sendings = new Set<Sending>();
  const followers = new Set<Follower>();
  let holds = 0;
  let closed = false;

  const peers = (): Peer[] => [...members.values()].filter((peer) => peer !== null);

  const isOurHost = ({ from, here }: Sending) => here && from.role === "host";

  const bring = (sending: Sending): void => {
    sendings.add(sending);
    sending.producer.observer.once("close", () => {
      sendings.delete(sending);
      for (const follower of followers) follower.closed(sending);
      if (isOurHost(sending)) parts.onHostSending([...sendings].some(isOurHost));
    });
    if (isOurHost(sending)) parts.onHostSending(true);
    for (const follower of followers) follower.added(sending);
    for (const peer of welcomed) if (peer.id !== sending.lineId) void peer.offer(sending);
  };

  const follow = (follower: Follower) => {
    followers.add(follower);
    return () => {
      followers.delete(follower);
    };
  };

  /** The connections of the same person that a new one takes the place of, the oldest first. */
  const surplus = ({ userId, role }: Pass): Peer[] => {
    const own = peers().filter(({ pass }) => pass.userId === userId && pass.role === role);
    return own.slice(0, Math.max(0, own.length + 1 - CONNECTIONS_PER_PERSON[role]));
  };

  const close = (reason?: CloseReason): void => {
    if (closed) return;
    closed = true;
    for (const peer of peers()) peer.close(reason);
    members.clear();
    welcomed.clear();
    router.close();
    parts.onClose();
    log.info({ reason }, "the room closed");
  };

  const closeIfEmpty = (): void => {
    if (members.size === 0 && holds === 0) close();
  };

  const createTransport = (options: { initialAvailableOutgoingBitrate?: number } = {}) =>
    router.createWebRtcTransport({
      webRtcServer: seat.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      ...options,
    });

  router.on("workerclose", () => close("rejoin"));
  log.info({ pid: seat.worker.pid }, "the room opened");

  return {
    showId,
    closed: () => closed,
    peers,

    router,
    sendings: () => [...sendings],
    bring,
    follow,

    join: async (pass, line, receive) => {
      if (closed) return refuse("MEDIA_UNAVAILABLE");
      members.set(line.id, null);
      const receiving = receive
        ? await createTransport({ initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE })
        : null;
      const send = maySend(pass.role) ? await createTransport() : null;
      if (closed || !members.has(line.id)) {
        // Left, or the room closed, while the transports were made.
        receiving?.close();
        send?.close();
        return refuse("MEDIA_UNAVAILABLE");
      }
      await send?.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
      const peer = createPeer({
        ...{ pass, line, router, send, log },
        receive:
          receive && receiving ? { transport: receiving, rtpCapabilities: receive.rtpCapabilities } : null,
        onSending: bring,
      });
      for (const earlier of surplus(pass)) earlier.close("replaced");
      members.set(line.id, peer);
      if (receiving && receive?.dtlsParameters) {
        const { dtlsParameters } = receive;
        const connected = await peer.connectTransport({ transportId: receiving.id, dtlsParameters });
        if (!connected.ok) return connected;
      }
      return ok(peer);
    },

    leave: (lineId) => {
      const peer = members.get(lineId);
      if (!members.delete(lineId)) return;
      if (peer) welcomed.delete(peer);
      peer?.close();
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
      const present = [...sendings].filter(({ lineId }) => lineId !== peer.id);
      const consumers = await peer.consume(present);
      if (members.has(peer.id)) welcomed.add(peer);
      // What came while the consumers were made.
      for (const sending of sendings)
        if (sending.lineId !== peer.id && !present.includes(sending)) void peer.offer(sending);
      return {
        role: peer.pass.role,
        send: peer.sendOffer,
        receive: peer.receiveOffer,
        consumers,
        hostPresent: parts.hostPresent(),
      };
    },
    tellHost: (present) => {
      for (const peer of peers()) peer.tellHost(present);
    },
    close,
  };
};
