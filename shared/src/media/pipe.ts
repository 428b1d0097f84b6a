import { z } from "zod";
import { Id } from "../ids.ts";
import { MediaKind, RtpParameters } from "./rtp.ts";
import { Audience } from "./signalling.ts";
import { MediaSource, Sender } from "./sources.ts";
import { MediaId } from "./transport.ts";

/**
 * Between two media nodes: an edge opens a Socket.IO connection to a show's origin under `PIPE_PATH` of its `pipeUrl`,
 * and what is sent at the origin flows through one pair of mediasoup's PipeTransports. Origin and edges, never a mesh:
 * a node hands on only what was sent to itself.
 */
export const PIPE_PATH = "/pipe";

/** The audience (`aud`) of a pipe's JWT, signed with HS256 and MEDIA_TOKEN_SECRET. A peer's token has none. */
export const PIPE_AUDIENCE = "showdrop:pipe";
/** Seconds a pipe's token is good for: an edge signs a new one for each attempt. */
export const PIPE_TOKEN_SECONDS = 30;

export const PipeToken = z.object({
  showId: Id,
  /** The node that wants what the other has. */
  edge: z.string().min(1).max(64),
  /** The node that the token is for. */
  origin: z.string().min(1).max(64),
});
export type PipeToken = z.infer<typeof PipeToken>;

/** Where one half of a pipe listens (UDP), and the keys it encrypts with. */
export const PipeEnd = z.object({
  address: z.union([z.ipv4(), z.ipv6(), z.hostname()]),
  port: z.int().min(1).max(65_535),
  srtpParameters: z.object({
    cryptoSuite: z.enum([
      "AEAD_AES_256_GCM",
      "AEAD_AES_128_GCM",
      "AES_CM_128_HMAC_SHA1_80",
      "AES_CM_128_HMAC_SHA1_32",
    ]),
    keyBase64: z.base64().max(128),
  }),
});
export type PipeEnd = z.infer<typeof PipeEnd>;

/** What an edge presents when it connects. */
export const PipeAuth = z.strictObject({ token: z.string().max(2048), end: PipeEnd });
export type PipeAuth = z.infer<typeof PipeAuth>;

/** Longest Socket.IO packet of an edge, in bytes: its token and its end. */
export const PIPE_PACKET_BYTES = 8 * 1024;

/** One sending, as it comes through the pipe. Its producer has the same id at both ends. */
export const PipedSending = z.object({
  producerId: MediaId,
  kind: MediaKind,
  source: MediaSource,
  from: Sender,
  rtpParameters: RtpParameters,
  paused: z.boolean(),
});
export type PipedSending = z.infer<typeof PipedSending>;

const oneProducer = z.object({ producerId: MediaId });

/** Origin → edge, in the order in which it happened. */
export const pipeEvents = {
  /** The first word. Nothing flows until the edge has taken all this in and says `ready`. */
  welcome: z.object({ end: PipeEnd, sendings: z.array(PipedSending), hostPresent: z.boolean() }),
  "sending:added": PipedSending,
  "sending:closed": oneProducer,
  "sending:paused": oneProducer,
  "sending:resumed": oneProducer,
  host: z.object({ present: z.boolean() }),
} as const;
export type PipeEvents = { [E in keyof typeof pipeEvents]: z.infer<(typeof pipeEvents)[E]> };

/** Edge → origin. */
export const pipeReports = {
  ready: z.object({}),
  /** Who watches at this edge. */
  audience: Audience,
} as const;
export type PipeReports = { [R in keyof typeof pipeReports]: z.infer<(typeof pipeReports)[R]> };

/** Socket.IO's maps, for both ends. */
export type PipeOriginToEdge = { [E in keyof PipeEvents]: (data: PipeEvents[E]) => void };
export type PipeEdgeToOrigin = { [R in keyof PipeReports]: (data: PipeReports[R]) => void };
