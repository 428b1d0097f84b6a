import { z } from "zod";

/**
 * How packets look: what a peer says of its streams, validated in structure and bounds before mediasoup sees it. The
 * inferred types fit both mediasoup's and mediasoup-client's.
 */

export const mediaKinds = ["audio", "video"] as const;
export const MediaKind = z.enum(mediaKinds);
export type MediaKind = z.infer<typeof MediaKind>;

/** Simulcast sends three layers; mediasoup needs no more. */
export const MAX_ENCODINGS = 3;
/** Four codecs, two of them in two profiles, each with its retransmission. */
const MAX_CODECS = 16;
const MAX_HEADER_EXTENSIONS = 16;
const MAX_CODEC_PARAMETERS = 24;

const PayloadType = z.int().min(0).max(127);
const Ssrc = z.int().min(1).max(0xffff_ffff);
const ClockRate = z
  .int()
  .refine((rate) => rate === 48_000 || rate === 90_000, "Opus runs at 48,000 and video at 90,000 Hz.");
/** The codecs of this platform; `rtx` is retransmission, not a codec. */
const MimeType = z
  .string()
  .regex(/^(audio\/opus|video\/(vp8|vp9|h264|rtx))$/i, "Only Opus, VP8, VP9 and H.264 are spoken here.");

const isSmallScalar = (value: unknown): boolean =>
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value)) ||
  (typeof value === "string" && value.length <= 200);

const CodecParameters = z
  .record(z.string().max(64), z.unknown())
  .refine((all) => Object.keys(all).length <= MAX_CODEC_PARAMETERS, "Too many codec parameters.")
  .refine((all) => Object.values(all).every(isSmallScalar), "Codec parameters are short scalars.");

const RtcpFeedback = z.object({
  type: z.string().min(1).max(32),
  parameter: z.string().max(32).exactOptional(),
});

const HeaderExtensionUri = z.enum([
  "urn:ietf:params:rtp-hdrext:sdes:mid",
  "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
  "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
  "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
  "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
  "urn:3gpp:video-orientation",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
  "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
  "urn:mediasoup:params:rtp-hdrext:packet-id",
]);

/** What a browser or a router can send and receive. */
export const RtpCapabilities = z.object({
  codecs: z
    .array(
      z.object({
        kind: MediaKind,
        mimeType: MimeType,
        preferredPayloadType: PayloadType,
        clockRate: ClockRate,
        channels: z.int().min(1).max(2).exactOptional(),
        parameters: CodecParameters.exactOptional(),
        rtcpFeedback: z.array(RtcpFeedback).max(16).exactOptional(),
      }),
    )
    .min(1)
    .max(MAX_CODECS)
    .exactOptional(),
  headerExtensions: z
    .array(
      z.object({
        kind: MediaKind,
        uri: HeaderExtensionUri,
        preferredId: z.int().min(1).max(255),
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(["sendrecv", "sendonly", "recvonly", "inactive"]).exactOptional(),
      }),
    )
    .max(2 * MAX_HEADER_EXTENSIONS)
    .exactOptional(),
});
export type RtpCapabilities = z.infer<typeof RtpCapabilities>;

/** How one producer's or consumer's packets look. */
export const RtpParameters = z.object({
  mid: z.string().min(1).max(32).exactOptional(),
  msid: z.string().max(256).exactOptional(),
  codecs: z
    .array(
      z.object({
        mimeType: MimeType,
        payloadType: PayloadType,
        clockRate: ClockRate,
        channels: z.int().min(1).max(2).exactOptional(),
        parameters: CodecParameters.exactOptional(),
        rtcpFeedback: z.array(RtcpFeedback).max(16).exactOptional(),
      }),
    )
    .min(1)
    .max(MAX_CODECS),
  headerExtensions: z
    .array(
      z.object({
        uri: HeaderExtensionUri,
        id: z.int().min(1).max(255),
        encrypt: z.boolean().exactOptional(),
        parameters: CodecParameters.exactOptional(),
      }),
    )
    .max(MAX_HEADER_EXTENSIONS)
    .exactOptional(),
  encodings: z
    .array(
      z.object({
        ssrc: Ssrc.exactOptional(),
        rid: z
          .string()
          .regex(/^[A-Za-z0-9]{1,16}$/)
          .exactOptional(),
        codecPayloadType: PayloadType.exactOptional(),
        rtx: z.object({ ssrc: Ssrc }).exactOptional(),
        dtx: z.boolean().exactOptional(),
        scalabilityMode: z
          .string()
          .regex(/^[LS][1-3]T[1-3](_KEY)?$/)
          .exactOptional(),
        maxBitrate: z.int().min(1).max(20_000_000).exactOptional(),
      }),
    )
    .min(1)
    .max(MAX_ENCODINGS)
    .exactOptional(),
  rtcp: z
    .object({ cname: z.string().max(256).exactOptional(), reducedSize: z.boolean().exactOptional() })
    .exactOptional(),
});
export type RtpParameters = z.infer<typeof RtpParameters>;
