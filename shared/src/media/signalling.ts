import { z } from "zod";
import type { Result } from "../result.ts";
import { MediaKind, RtpCapabilities, RtpParameters } from "./rtp.ts";
import { MediaRole, MediaSource, Sender, sourceKinds } from "./sources.ts";
import { DtlsParameters, IceParameters, MediaId, TransportOffer } from "./transport.ts";

/**
 * The signalling between a peer and a media node: Socket.IO under `MEDIA_PATH`, with an admission token as
 * `auth.token`. A peer that wants to receive says with the same packet what it can play and how it encrypts, so that
 * the node's first word, `welcome`, has everything to play: nothing is asked in between.
 */
export const MEDIA_PATH = "/media";

/** What a peer presents when it connects. */
export const MediaAuth = z.object({
  token: z.string().max(2048),
  /** For those who want to receive. */
  receive: z
    .strictObject({
      /** Read from the admission's capabilities, by mediasoup-client's `Device.recvRtpCapabilities`. */
      rtpCapabilities: RtpCapabilities,
      /** Known before the transport by who makes its certificate itself; others send `transport:connect`. */
      dtlsParameters: DtlsParameters.exactOptional(),
    })
    .exactOptional(),
});
export type MediaAuth = z.infer<typeof MediaAuth>;

/** Longest Socket.IO packet of a peer, in bytes: capabilities take 4 to 8 KB, RTP parameters 2 to 4 KB. */
export const MEDIA_PACKET_BYTES = 32 * 1024;

/** One stream for this peer; it is paused until the peer says that it is ready. */
export const ConsumerOffer = z.object({
  id: MediaId,
  producerId: MediaId,
  from: Sender,
  kind: MediaKind,
  source: MediaSource,
  rtpParameters: RtpParameters,
  /** The sender has muted it for now. */
  producerPaused: z.boolean(),
});
export type ConsumerOffer = z.infer<typeof ConsumerOffer>;

export const Welcome = z.object({
  role: MediaRole,
  /** For sending; null for those who may only watch. */
  send: TransportOffer.nullable(),
  /** For receiving; null for those who did not say what they can play. */
  receive: TransportOffer.nullable(),
  /** What is sent now and this peer can play; what others begin to send later follows as `consumer:added`. */
  consumers: z.array(ConsumerOffer),
  /** The host is sending, or was a moment ago. */
  hostPresent: z.boolean(),
});
export type Welcome = z.infer<typeof Welcome>;

/**
 * Why the node closes a peer. After `rejoin` (a part of the node failed) the peer asks for a new pass and comes
 * back. After `demoted` a host or guest may send no more: they may come back with a viewer's pass. The others are final.
 */
export const closeReasons = ["ended", "removed", "demoted", "replaced", "rejoin"] as const;
export const CloseReason = z.enum(closeReasons);
export type CloseReason = z.infer<typeof CloseReason>;

/** Streams whose state is told together, so that picture and sound start with one message. */
const ConsumerIds = z.array(MediaId).min(1).max(16);
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
        error: "Cameras and screens send video, microphones and screen sound audio.",
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

/** Who watches, for those who send; over all nodes that carry the show. */
export const Audience = z.object({
  peers: z.int().nonnegative(),
  /** How many receive the picture in each simulcast layer, the smallest first. */
  layers: z.array(z.int().nonnegative()).max(3),
  /** Those whose picture is off: hidden pages, sound only. */
  withoutPicture: z.int().nonnegative(),
});
export type Audience = z.infer<typeof Audience>;

/** What the node says by itself. */
export const mediaEvents = {
  welcome: Welcome,
  "consumer:added": ConsumerOffer,
  "consumer:closed": z.object({ consumerId: MediaId }),
  /** The sender muted or unmuted. */
  "consumer:paused": z.object({ consumerId: MediaId }),
  "consumer:resumed": z.object({ consumerId: MediaId }),
  /** The node sends another simulcast layer from now on; null when there is no bandwidth for any. */
  "consumer:layers": z.object({ consumerId: MediaId, spatialLayer: z.int().min(0).max(2).nullable() }),
  host: z.object({ present: z.boolean() }),
  /** To senders: how well each layer of a stream arrives, 0 (nothing) to 10, the smallest layer first. */
  "producer:score": z.object({ producerId: MediaId, scores: z.array(z.int().min(0).max(10)).max(3) }),
  /** To senders, when it changed, at most every two seconds. */
  audience: Audience,
  /** To a guest: the host has muted this source; the guest may unmute it. */
  "producer:muted": z.object({ producerId: MediaId }),
  /** The node is about to stop: come back with a new pass, then leave; this connection ends in so many ms. */
  moving: z.object({ withinMs: z.int().positive() }),
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
