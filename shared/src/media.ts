import { z } from "zod";
import { MediaRole } from "./bus.ts";
import type { Result } from "./result.ts";

/**
 * The signalling between a peer and a media node: Socket.IO under `MEDIA_PATH`, with an admission token as
 * `auth.token`. The node speaks first (`welcome`), so that a viewer needs one question to play: `consume`.
 *
 * What a peer sends is validated here in structure and bounds, before mediasoup sees it. The inferred types fit
 * both mediasoup's and mediasoup-client's.
 */
export const MEDIA_PATH = "/media";

/** What a peer presents when it connects. */
export const MediaAuth = z.object({ token: z.string().min(20).max(2048) });

/** Longest Socket.IO packet of a peer, in bytes: RTP parameters take 2 to 4 KB. */
export const MEDIA_PACKET_BYTES = 16 * 1024;

export const mediaKinds = ["audio", "video"] as const;
export const MediaKind = z.enum(mediaKinds);
export type MediaKind = z.infer<typeof MediaKind>;

/** Where picture or sound comes from; a peer sends each at most once. */
export const mediaSources = ["camera", "microphone"] as const;
export const MediaSource = z.enum(mediaSources);
export type MediaSource = z.infer<typeof MediaSource>;

/** The kind that a source must have. */
export const sourceKinds = {
  camera: "video",
  microphone: "audio",
} as const satisfies Record<MediaSource, MediaKind>;

/** Ids that mediasoup gives: UUIDs. */
const MediaId = z.uuid();

// RTP

/** Simulcast sends three layers; mediasoup needs no more. */
export const MAX_ENCODINGS = 3;
const MAX_CODECS = 8;
const MAX_HEADER_EXTENSIONS = 16;
const MAX_CODEC_PARAMETERS = 24;

const PayloadType = z.int().min(0).max(127);
const Ssrc = z.int().min(1).max(0xffff_ffff);
const ClockRate = z
  .int()
  .refine((rate) => rate === 48_000 || rate === 90_000, "Opus runs at 48,000 and VP8 at 90,000 Hz.");
/** The codecs of this platform; `rtx` is retransmission, not a codec. */
const MimeType = z.string().regex(/^(audio\/opus|video\/(vp8|rtx))$/i, "Only VP8 and Opus are spoken here.");

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

// Transports

export const DtlsParameters = z.object({
  role: z.enum(["auto", "client", "server"]).exactOptional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(["sha-1", "sha-224", "sha-256", "sha-384", "sha-512"]),
        // 20 to 64 bytes in hex, with colons.
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
});
export type DtlsParameters = z.infer<typeof DtlsParameters>;

export const IceParameters = z.object({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().exactOptional(),
});
export type IceParameters = z.infer<typeof IceParameters>;

const IceCandidate = z.object({
  foundation: z.string(),
  priority: z.int(),
  ip: z.string(),
  address: z.string(),
  protocol: z.enum(["udp", "tcp"]),
  port: z.int().min(1).max(65_535),
  type: z.literal("host"),
  tcpType: z.literal("passive").exactOptional(),
});

/** One WebRTC transport of the node, waiting for this peer. */
export const TransportOffer = z.object({
  id: MediaId,
  iceParameters: IceParameters,
  iceCandidates: z.array(IceCandidate),
  dtlsParameters: DtlsParameters,
});
export type TransportOffer = z.infer<typeof TransportOffer>;

/** One stream for this peer; it is paused until the peer says that it is ready. */
export const ConsumerOffer = z.object({
  id: MediaId,
  producerId: MediaId,
  kind: MediaKind,
  source: MediaSource,
  rtpParameters: RtpParameters,
  /** The sender has muted it for now. */
  producerPaused: z.boolean(),
});
export type ConsumerOffer = z.infer<typeof ConsumerOffer>;

export const Welcome = z.object({
  role: MediaRole,
  routerRtpCapabilities: RtpCapabilities,
  /** For sending; null for those who may only watch. */
  send: TransportOffer.nullable(),
  receive: TransportOffer,
  /** The host is sending, or was a moment ago. */
  hostPresent: z.boolean(),
});
export type Welcome = z.infer<typeof Welcome>;

/**
 * Why the node closes a peer. After `rejoin` (a part of the node failed) the peer asks for a new pass and comes
 * back; the others are final.
 */
export const closeReasons = ["ended", "removed", "replaced", "rejoin"] as const;
export const CloseReason = z.enum(closeReasons);
export type CloseReason = z.infer<typeof CloseReason>;

/** Streams whose state is told together, so that picture and sound start with one message. */
const ConsumerIds = z.array(MediaId).min(1).max(8);
const Nothing = z.object({});
const oneProducer = { input: z.strictObject({ producerId: MediaId }), answer: Nothing };
const someConsumers = { input: z.strictObject({ consumerIds: ConsumerIds }), answer: Nothing };

/** What a peer may ask, each with its answer. */
export const mediaCommands = {
  "transport:connect": {
    input: z.strictObject({ transportId: MediaId, dtlsParameters: DtlsParameters }),
    answer: Nothing,
  },
  /** The path changed (another network): new credentials for the same transport. */
  "transport:restart-ice": {
    input: z.strictObject({ transportId: MediaId }),
    answer: z.object({ iceParameters: IceParameters }),
  },
  produce: {
    input: z
      .strictObject({
        kind: MediaKind,
        source: MediaSource,
        rtpParameters: RtpParameters,
        paused: z.boolean().default(false),
      })
      .refine((producer) => sourceKinds[producer.source] === producer.kind, {
        path: ["kind"],
        error: "A camera sends video and a microphone audio.",
      })
      .refine(
        ({ kind, rtpParameters }) =>
          rtpParameters.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`)),
        { path: ["rtpParameters", "codecs"], error: "The codecs are of another kind." },
      ),
    answer: z.object({ producerId: MediaId }),
  },
  "producer:pause": oneProducer,
  "producer:resume": oneProducer,
  "producer:close": oneProducer,
  /** Asks for everything that is sent now; what others begin to send later is pushed as `consumer:added`. */
  consume: {
    input: z.strictObject({ rtpCapabilities: RtpCapabilities }),
    answer: z.object({ consumers: z.array(ConsumerOffer) }),
  },
  "consumer:pause": someConsumers,
  "consumer:resume": someConsumers,
  /** The best simulcast layers that the peer has a use for; the node sends fewer on a narrow line. */
  "consumer:layers": {
    input: z.strictObject({
      consumerId: MediaId,
      spatialLayer: z.int().min(0).max(2),
      temporalLayer: z.int().min(0).max(2).exactOptional(),
    }),
    answer: Nothing,
  },
} as const;
export type MediaCommands = {
  [C in keyof typeof mediaCommands]: {
    input: z.input<(typeof mediaCommands)[C]["input"]>;
    answer: z.infer<(typeof mediaCommands)[C]["answer"]>;
  };
};
export type MediaCommandName = keyof MediaCommands;

/** What the node says by itself. */
export const mediaEvents = {
  welcome: Welcome,
  "consumer:added": ConsumerOffer,
  "consumer:closed": z.object({ consumerId: MediaId }),
  /** The sender muted or unmuted. */
  "consumer:paused": z.object({ consumerId: MediaId }),
  "consumer:resumed": z.object({ consumerId: MediaId }),
  host: z.object({ present: z.boolean() }),
  /** The last thing a peer hears; the connection ends. */
  closed: z.object({ reason: CloseReason }),
} as const;
export type MediaEvents = { [E in keyof typeof mediaEvents]: z.infer<(typeof mediaEvents)[E]> };

/** Socket.IO's maps, for both ends. */
export type MediaClientToServer = {
  [C in MediaCommandName]: (
    input: MediaCommands[C]["input"],
    ack: (result: Result<MediaCommands[C]["answer"]>) => void,
  ) => void;
};
export type MediaServerToClient = { [E in keyof MediaEvents]: (data: MediaEvents[E]) => void };
