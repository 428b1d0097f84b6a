import { type MediaKind, type MediaSource, refusals } from "@showdrop/shared";
import type { types } from "mediasoup-client";
import { type Connection, demand } from "./connection.ts";
import { tend } from "./transport.ts";

/**
 * Three layers for a picture of 720p: a quarter for narrow lines, a half for most phones, the whole. Bit rates are
 * what VP8 needs for a person who moves before a still background at 30 frames a second.
 */
const CAMERA_LAYERS: types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 600_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 2_000_000 },
];
/** kbit/s from the first second, so that a show does not begin blurred. */
const VIDEO_START_KBPS = 1_000;

const sources = { video: "camera", audio: "microphone" } as const satisfies Record<MediaKind, MediaSource>;

/** What one connection sends. */
export interface Sender {
  /** Sends this track, in place of the one of its kind. */
  setTrack: (kind: MediaKind, track: MediaStreamTrack) => Promise<void>;
  setMuted: (kind: MediaKind, muted: boolean) => Promise<void>;
  stats: () => Promise<RTCStatsReport>;
}

/** Prepares to send over this connection; `muted` are the kinds that start muted. */
export const prepareSending = async (
  connection: Connection,
  isMuted: (kind: MediaKind) => boolean,
): Promise<Sender> => {
  const { socket, welcome, device } = connection;
  if (!welcome.send) throw new Error(refusals.NOT_A_HOST.message);
  const transport = device.createSendTransport(welcome.send);
  tend(transport, connection);
  const producers = new Map<MediaKind, types.Producer>();

  transport.on("produce", ({ kind, rtpParameters }, done, fail) => {
    socket
      .emitWithAck("produce", { kind, source: sources[kind], rtpParameters, paused: isMuted(kind) })
      .then((answer) => done({ id: demand(answer).producerId }))
      .catch(fail);
  });

  const produce = async (kind: MediaKind, track: MediaStreamTrack) => {
    if (kind === "video") track.contentHint = "motion";
    const producer = await transport.produce({
      track,
      // The track belongs to the preview, which may outlive this connection.
      stopTracks: false,
      ...(kind === "video"
        ? { encodings: CAMERA_LAYERS, codecOptions: { videoGoogleStartBitrate: VIDEO_START_KBPS } }
        : { codecOptions: { opusDtx: true, opusFec: true, opusStereo: false } }),
    });
    if (isMuted(kind)) producer.pause();
    producers.set(kind, producer);
  };

  return {
    setTrack: async (kind, track) => {
      const producer = producers.get(kind);
      if (!producer) return produce(kind, track);
      if (kind === "video") track.contentHint = "motion";
      await producer.replaceTrack({ track });
    },
    setMuted: async (kind, muted) => {
      const producer = producers.get(kind);
      if (!producer || producer.paused === muted) return;
      if (muted) producer.pause();
      else producer.resume();
      const { id: producerId } = producer;
      demand(
        await (muted
          ? socket.emitWithAck("producer:pause", { producerId })
          : socket.emitWithAck("producer:resume", { producerId })),
      );
    },
    stats: () => transport.getStats(),
  };
};
