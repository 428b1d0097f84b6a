import type { Stream } from "./synthetic.ts";
import type { Wire } from "./wire.ts";

/** What carries a show in a measurement: our node, or mediasoup alone. */
export type Carrier = {
  name: string;
  workerPids(): readonly number[];
  /** The process that steers the workers, where it is one of its own. */
  nodePid: number | null;
  host(): Promise<{ wire: Wire; video: Stream; audio: Stream }>;
  viewer(): Promise<Wire>;
  stop(): Promise<void>;
};

export const HOST_VIDEO = { ssrc: 1_111_111, payloadType: 96 } as const satisfies Stream;
export const HOST_AUDIO = { ssrc: 2_222_222, payloadType: 111 } as const satisfies Stream;

/** What the synthetic host says of its streams. */
export const hostParameters = {
  video: {
    codecs: [
      {
        mimeType: "video/VP8",
        payloadType: HOST_VIDEO.payloadType,
        clockRate: 90_000,
        rtcpFeedback: [{ type: "nack" }, { type: "nack", parameter: "pli" }],
      },
    ],
    encodings: [{ ssrc: HOST_VIDEO.ssrc }],
    rtcp: { cname: "bench" },
  },
  audio: {
    codecs: [{ mimeType: "audio/opus", payloadType: HOST_AUDIO.payloadType, clockRate: 48_000, channels: 2 }],
    encodings: [{ ssrc: HOST_AUDIO.ssrc }],
    rtcp: { cname: "bench" },
  },
};
