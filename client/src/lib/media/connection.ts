import {
  type Admission,
  type CloseReason,
  MEDIA_PATH,
  type MediaClientToServer,
  type MediaServerToClient,
  Refusal,
  type Result,
  RtpCapabilities,
  type Welcome,
} from "@showdrop/shared";
import type { Device, types } from "mediasoup-client";
import { io, type Socket } from "socket.io-client";
import { type OwnCertificate, ownCertificate } from "./certificate.ts";
import { loadDevice } from "./device.ts";
import { type LinkEvent, mayPass } from "./link.ts";
import { reached } from "./steps.ts";

export type MediaSocket = Socket<MediaServerToClient, MediaClientToServer>;

/** To answer a question; then the question fails. */
const ANSWER_MS = 10_000;

/** One connection, from the node's welcome until it ends. */
export interface Connection {
  socket: MediaSocket;
  welcome: Welcome;
  /** This browser, ready for what the node speaks. */
  device: Device;
  /** For every transport of this connection. */
  transportSettings: Pick<types.TransportOptions, "iceServers" | "additionalSettings">;
  /** The node knows the certificate already: the receive transport is connected. */
  presented: boolean;
  /** An earlier connection still plays: this one is ready when its media arrives. */
  takesOver: boolean;
  /** Aborted when the connection has ended: whatever was made for it must go. */
  signal: AbortSignal;
  /** The media does not get through although the signalling stands: gives this connection up for a new one. */
  giveUp: () => void;
}

/** The data of a yes; a no becomes a fault, which ends the connection and starts the next. */
export const demand = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the media node refused: ${result.error.code}`);
  return result.data;
};

/** How a connection ended, or why there was none. */
export type End = { type: "lost" } | Extract<LinkEvent, { type: "refused" | "closed" }>;

export const endOf = (refusal: Refusal): End =>
  mayPass(refusal) ? { type: "lost" } : { type: "refused", refusal };

const closedFor = (reason: CloseReason): End =>
  reason === "rejoin" ? { type: "lost" } : { type: "closed", reason };

/** What is needed before the node is asked. */
interface Ready {
  device: Device;
  own: OwnCertificate | null;
}

export const readyFor = async (admission: Admission): Promise<Ready> => {
  const [device, own] = await Promise.all([loadDevice(admission), ownCertificate()]);
  return { device, own };
};

export interface ConnectOnce extends Ready {
  admission: Admission;
  takesOver: boolean;
  /** For the node's welcome; then another attempt is better than more patience. */
  patienceMs: number;
  /** Sets up the media; rejects when that cannot be done. */
  opened: (connection: Connection) => Promise<void>;
  /** The node is about to stop; `leave` ends this connection. */
  moving: (leave: () => void) => void;
  signal: AbortSignal;
}

/** One connection from its start to its end. */
export const connectOnce = (parts: ConnectOnce): Promise<End> =>
  new Promise((resolve) => {
    const { admission, device, own, takesOver, opened, moving } = parts;
    const over = new AbortController();
    const socket: MediaSocket = io(admission.url, {
      path: MEDIA_PATH,
      transports: ["websocket"],
      auth: {
        token: admission.token,
        receive: {
          rtpCapabilities: RtpCapabilities.parse(device.recvRtpCapabilities),
          ...(own ? { dtlsParameters: own.dtlsParameters } : {}),
        },
      },
      // A new connection needs a new pass, so that Socket.IO's own attempts would be in vain.
      reconnection: false,
      forceNew: true,
      timeout: parts.patienceMs,
      ackTimeout: ANSWER_MS,
    });
    const end = (how: End) => {
      if (over.signal.aborted) return;
      clearTimeout(patience);
      parts.signal.removeEventListener("abort", stop);
      over.abort();
      socket.close();
      resolve(how);
    };
    const stop = () => end({ type: "lost" });
    const patience = setTimeout(stop, parts.patienceMs);
    parts.signal.addEventListener("abort", stop, { once: true });

    socket.on("connect_error", (error) => {
      const refusal = Refusal.safeParse("data" in error ? error.data : undefined);
      end(refusal.success ? endOf(refusal.data) : { type: "lost" });
    });
    socket.on("disconnect", stop);
    socket.on("closed", ({ reason }) => end(closedFor(reason)));
    socket.on("moving", () => moving(stop));
    socket.on("welcome", (welcome) => {
      reached("welcomed");
      clearTimeout(patience);
      const transportSettings = {
        iceServers: admission.iceServers,
        additionalSettings: own ? { certificates: [own.certificate] } : {},
      };
      opened({
        ...{ socket, welcome, device, transportSettings, takesOver },
        presented: own !== null,
        signal: over.signal,
        giveUp: stop,
      }).catch((error: unknown) => {
        if (!over.signal.aborted) console.warn("the media connection could not be set up", error);
        stop();
      });
    });
  });
