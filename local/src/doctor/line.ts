import { randomUUID } from "node:crypto";
import {
  type IceServer,
  MEDIA_PATH,
  type MediaClientToServer,
  type MediaServerToClient,
  type RtpCapabilities,
  type TransportOffer,
  type Welcome,
} from "@showdrop/shared";
import { Device } from "mediasoup-client";
import { io, type Socket } from "socket.io-client";
import { HANDLER } from "../kit/webrtc.ts";
import { noShow, signPass } from "./pass.ts";
import type { Settings } from "./settings.ts";

const WELCOME_MILLIS = 6_000;
/** ICE gives its first answers within two seconds on any line that a show can be watched on. */
const CONNECT_MILLIS = 8_000;

const OPUS = { mimeType: "audio/opus", clockRate: 48_000, channels: 2 } as const;
/** A stream is needed to open a connection; this one never comes. */
const capabilities: RtpCapabilities = {
  codecs: [{ ...OPUS, kind: "audio", preferredPayloadType: 100 }],
  headerExtensions: [],
};

/** A viewer's place on a media node: signalling, and a transport that waits for a connection. */
export type Line = {
  socket: Socket<MediaServerToClient, MediaClientToServer>;
  offer: TransportOffer;
};

/**
 * Joins a show that does not exist, as a viewer.
 * @throws with the reason in a sentence when the node does not let it in
 */
export const openLine = (
  settings: Settings,
  secret: string,
  nodeId: string,
  showId = noShow(),
): Promise<Line> =>
  new Promise((resolve, reject) => {
    const socket: Line["socket"] = io(settings.MEDIA_PUBLIC_URL.origin, {
      path: MEDIA_PATH,
      transports: ["websocket"],
      auth: { token: signPass(secret, nodeId, showId), receive: { rtpCapabilities: capabilities } },
      extraHeaders: { origin: settings.PUBLIC_URL.origin },
      ...{ reconnection: false, forceNew: true, timeout: WELCOME_MILLIS, ackTimeout: WELCOME_MILLIS },
    });
    const fail = (why: string) => {
      clearTimeout(late);
      socket.close();
      reject(new Error(why));
    };
    const late = setTimeout(() => fail("the media node did not answer in time"), WELCOME_MILLIS);
    socket.once("connect_error", (error) => fail(error.message));
    socket.once("closed", ({ reason }) => fail(`the media node closed the connection (${reason})`));
    socket.once("welcome", ({ receive }: Welcome) => {
      if (!receive) return fail("the media node offered no transport");
      clearTimeout(late);
      resolve({ socket, offer: receive });
    });
  });

/** How to get to the node: which of its candidates to try, and through which relay, if any. */
export type Road = { protocol: "udp" | "tcp"; relay?: IceServer };

/**
 * Opens the WebRTC connection (ICE and DTLS) on this road alone, then closes it.
 * @returns milliseconds until it stood; undefined when it did not in time
 */
export async function connect(
  { socket, offer }: Line,
  { protocol, relay }: Road,
): Promise<number | undefined> {
  const device = await Device.factory({ handlerName: HANDLER });
  await device.load({ routerRtpCapabilities: capabilities });
  const transport = device.createRecvTransport({
    ...offer,
    iceCandidates: offer.iceCandidates.filter((candidate) => candidate.protocol === protocol),
    ...(relay ? { iceServers: [relay], iceTransportPolicy: "relay" as const } : {}),
  });
  transport.on("connect", ({ dtlsParameters }, done, failed) => {
    socket.emitWithAck("transport:connect", { transportId: transport.id, dtlsParameters }).then(done, failed);
  });
  const began = performance.now();
  let late: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      late = setTimeout(() => resolve(undefined), CONNECT_MILLIS);
      transport.on("connectionstatechange", (state) => {
        if (state === "connected") resolve(performance.now() - began);
        if (state === "failed") resolve(undefined);
      });
      transport
        .consume({
          ...{ id: randomUUID(), producerId: randomUUID(), kind: "audio" },
          rtpParameters: {
            mid: "0",
            codecs: [{ ...OPUS, payloadType: 100 }],
            encodings: [{ ssrc: 1_111 }],
            rtcp: { cname: "doctor" },
          },
        })
        .catch(reject);
    });
  } finally {
    clearTimeout(late);
    transport.close();
  }
}
