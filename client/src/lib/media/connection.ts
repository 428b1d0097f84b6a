import {
  type Admission,
  type CloseReason,
  MEDIA_PATH,
  type MediaClientToServer,
  type MediaServerToClient,
  Refusal,
  type Result,
  RtpCapabilities,
  refuse,
  type Welcome,
} from "@showdrop/shared";
import type { Device } from "mediasoup-client";
import { io, type Socket } from "socket.io-client";
import { type OwnCertificate, ownCertificate } from "./certificate.ts";
import { loadDevice } from "./device.ts";
import { backoff, type LinkEvent, mayPass } from "./link.ts";

export type MediaSocket = Socket<MediaServerToClient, MediaClientToServer>;

/** To reach the node and be welcomed; then another attempt is better than more patience. */
const WELCOME_MS = 10_000;
/** To answer a question; then the question fails. */
const ANSWER_MS = 10_000;

/** One connection, from the node's welcome until it ends. */
export interface Connection {
  socket: MediaSocket;
  welcome: Welcome;
  /** This browser, ready for what the node speaks. */
  device: Device;
  /** For every transport of this connection. */
  transportSettings: { additionalSettings: Pick<RTCConfiguration, "certificates"> };
  /** The node knows the certificate already: the receive transport is connected. */
  presented: boolean;
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

type End = { type: "lost" } | Extract<LinkEvent, { type: "refused" | "closed" }>;

export interface StayConnected {
  admit: (signal: AbortSignal) => Promise<Result<Admission>>;
  /** Sets up the media of one connection; rejects when that cannot be done. */
  opened: (connection: Connection) => Promise<void>;
  tell: (event: LinkEvent) => void;
  signal: AbortSignal;
}

/**
 * Connects, and connects again with a fresh pass whenever the connection is lost, until it is closed for good or
 * aborted. The media node keeps nothing of a lost connection, so that every one starts from its welcome.
 */
export const stayConnected = async ({ admit, opened, tell, signal }: StayConnected): Promise<void> => {
  tell({ type: "started" });
  let failures = 0;
  while (!signal.aborted) {
    const admission = await admit(signal).catch(() => refuse("UNAVAILABLE"));
    if (signal.aborted) return;
    const end = admission.ok
      ? await connectOnce(admission.data, await readyFor(admission.data), signal, async (connection) => {
          await opened(connection);
          failures = 0;
          tell({ type: "opened" });
        })
      : endOf(admission.error);
    if (signal.aborted) return;
    tell(end);
    if (end.type !== "lost") return;
    await pause(backoff(failures++), signal);
  }
};

const endOf = (refusal: Refusal): End => (mayPass(refusal) ? { type: "lost" } : { type: "refused", refusal });

const closedFor = (reason: CloseReason): End =>
  reason === "rejoin" ? { type: "lost" } : { type: "closed", reason };

/** What is needed before the node is asked. */
interface Ready {
  device: Device;
  own: OwnCertificate | null;
}

const readyFor = async (admission: Admission): Promise<Ready> => {
  const [device, own] = await Promise.all([loadDevice(admission), ownCertificate()]);
  return { device, own };
};

/** One connection from its start to its end. */
const connectOnce = (
  { url, token }: Admission,
  { device, own }: Ready,
  outer: AbortSignal,
  opened: (connection: Connection) => Promise<void>,
): Promise<End> =>
  new Promise((resolve) => {
    const over = new AbortController();
    const socket: MediaSocket = io(url, {
      path: MEDIA_PATH,
      transports: ["websocket"],
      auth: {
        token,
        receive: {
          rtpCapabilities: RtpCapabilities.parse(device.recvRtpCapabilities),
          ...(own ? { dtlsParameters: own.dtlsParameters } : {}),
        },
      },
      // A new connection needs a new pass, so that Socket.IO's own attempts would be in vain.
      reconnection: false,
      forceNew: true,
      timeout: WELCOME_MS,
      ackTimeout: ANSWER_MS,
    });
    const end = (how: End) => {
      if (over.signal.aborted) return;
      clearTimeout(patience);
      outer.removeEventListener("abort", stop);
      over.abort();
      socket.close();
      resolve(how);
    };
    const stop = () => end({ type: "lost" });
    const patience = setTimeout(stop, WELCOME_MS);
    outer.addEventListener("abort", stop, { once: true });

    socket.on("connect_error", (error) => {
      const refusal = Refusal.safeParse("data" in error ? error.data : undefined);
      end(refusal.success ? endOf(refusal.data) : { type: "lost" });
    });
    socket.on("disconnect", stop);
    socket.on("closed", ({ reason }) => end(closedFor(reason)));
    socket.on("welcome", (welcome) => {
      clearTimeout(patience);
      const transportSettings = { additionalSettings: own ? { certificates: [own.certificate] } : {} };
      const presented = own !== null;
      opened({
        ...{ socket, welcome, device, transportSettings, presented },
        signal: over.signal,
        giveUp: stop,
      }).catch((error: unknown) => {
        if (!over.signal.aborted) console.warn("the media connection could not be set up", error);
        stop();
      });
    });
  });

/** Waits; ends early when aborted, and when the device says that it is online again. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    window.addEventListener("online", done);
  });
