import { type CloseReason, type MediaRole, ok, type Result, refuse, type Welcome } from "@showdrop/shared";
import type { types } from "mediasoup";
import type { Logger } from "./logger.ts";
import { capabilitiesOf, createPeer, type MediaSocket, type Peer, type Sending } from "./peer.ts";
import type { Pass } from "./tokens.ts";
import type { Seat } from "./workers.ts";

/** VP8 and Opus: every WebRTC browser speaks both. */
const MEDIA_CODECS: types.RouterRtpCodecCapability[] = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
];

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
  /** Lets a peer in and welcomes it. The caller ends it with `leave`, also when it was refused. */
  join: (pass: Pass, socket: MediaSocket) => Promise<Result<Peer>>;
  leave: (socketId: string) => void;
  welcomeOf: (peer: Peer) => Welcome;
  /** What the others send. */
  sendingsFor: (peer: Peer) => Sending[];
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
  const routerRtpCapabilities = capabilitiesOf(router);
  /** Sockets that are in or on their way in; a room with none closes. */
  const members = new Map<string, Peer | null>();
  let closed = false;

  const peers = (): Peer[] => [...members.values()].filter((peer) => peer !== null);

  const hostIsSending = () => peers().some((peer) => peer.pass.role === "host" && peer.sendings().length > 0);

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
    router.close();
    parts.onClose();
    log.info({ reason }, "the room closed");
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

    join: async (pass, socket) => {
      if (closed) return refuse("MEDIA_UNAVAILABLE");
      members.set(socket.id, null);
      const receive = await createTransport({ initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE });
      const send = maySend(pass.role) ? await createTransport() : null;
      if (closed || !members.has(socket.id)) {
        // Left, or the room closed, while the transports were made.
        receive.close();
        send?.close();
        return refuse("MEDIA_UNAVAILABLE");
      }
      await send?.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
      const peer = createPeer({
        pass,
        socket,
        router,
        send,
        receive,
        log,
        onSending: (sending) => {
          if (pass.role === "host") parts.onHostSending(true);
          for (const other of peers()) if (other.id !== sending.peerId) void other.offer(sending);
        },
        onSendingClosed: () => {
          if (pass.role === "host") parts.onHostSending(hostIsSending());
        },
      });
      for (const earlier of surplus(pass)) earlier.close("replaced");
      members.set(socket.id, peer);
      return ok(peer);
    },

    leave: (socketId) => {
      const peer = members.get(socketId);
      if (!members.delete(socketId)) return;
      peer?.close();
      if (members.size === 0) close();
    },

    welcomeOf: (peer) => ({
      role: peer.pass.role,
      routerRtpCapabilities,
      send: peer.sendOffer,
      receive: peer.receiveOffer,
      hostPresent: parts.hostPresent(),
    }),
    sendingsFor: (peer) =>
      peers()
        .filter((other) => other.id !== peer.id)
        .flatMap((other) => other.sendings()),
    tellHost: (present) => {
      for (const peer of peers()) peer.tellHost(present);
    },
    close,
  };
};
