import { z } from "zod";
import { Id, Moment } from "../ids.ts";
import { RtpCapabilities } from "./rtp.ts";
import { MediaRole, MediaUserId, PictureRef } from "./sources.ts";

/** What server and media nodes tell each other over Redis. Nothing of users, money or the record crosses here. */

/** The claims of an admission token: a JWT signed with HS256 and MEDIA_TOKEN_SECRET. */
export const MediaToken = z.object({
  showId: Id,
  userId: MediaUserId,
  role: MediaRole,
  nodeId: z.string().min(1),
  /** Of a host: whether what is sent is recorded. */
  record: z.boolean().default(false),
});
export type MediaToken = z.infer<typeof MediaToken>;

/** Seconds a pass is good for: long enough for a slow phone to connect, too short to be worth sharing. */
export const MEDIA_TOKEN_SECONDS = 60;

/**
 * Redis stream, server → every media node; each entry has one field, `order`, with a MediaControl as JSON. A stream and
 * not a channel: a node that was cut off from Redis reads afterwards what it was told meanwhile.
 */
export const MEDIA_CONTROL_STREAM = "media:control";
/** Orders that the stream keeps: more than bans and endings come in any outage. */
export const MEDIA_CONTROL_KEPT = 1_000;
export const MediaControl = z.discriminatedUnion("type", [
  z.object({ type: z.literal("show:ended"), showId: Id }),
  z.object({ type: z.literal("person:removed"), showId: Id, userId: Id }),
  /** A host or guest may watch on, and send no more. */
  z.object({ type: z.literal("sender:removed"), showId: Id, userId: Id }),
  /** The host muted a guest's microphone; the guest may unmute it. */
  z.object({ type: z.literal("sender:muted"), showId: Id, userId: Id }),
  /** Which picture is the large one, and so the recorded one; null for the host's camera. */
  z.object({ type: z.literal("stage:featured"), showId: Id, featured: PictureRef.nullable() }),
  /** The show's origin is another node now: edges turn to it. */
  z.object({ type: z.literal("show:moved"), showId: Id }),
  /** The show is over: make its replay of what was recorded up to then. */
  z.object({ type: z.literal("recording:finish"), showId: Id, endedAt: Moment }),
  /** The recording of a show is to be deleted, whatever of it there is. */
  z.object({ type: z.literal("recording:deleted"), showId: Id }),
]);
export type MediaControl = z.infer<typeof MediaControl>;

/** Redis channel, media node → servers. What is lost here is found again in the registry and on disk. */
export const MEDIA_EVENTS_CHANNEL = "media:events";
export const MediaEvent = z.object({
  /** The host began or ceased to send picture or sound; a recording's manifest changed. */
  type: z.enum(["host:joined", "host:left", "recording:changed"]),
  showId: Id,
  nodeId: z.string(),
  at: Moment,
});
export type MediaEvent = z.infer<typeof MediaEvent>;

/** Redis key of one node's entry in the registry: JSON, expiring unless the node renews it. */
export const mediaNodeKey = (nodeId: string): string => `media:node:${nodeId}`;
/** Redis set of all node ids that ever registered; entries without a living key are removed by who finds them. */
export const MEDIA_NODES_KEY = "media:nodes";
/** A node that is silent for so long is gone: its shows must stand elsewhere within 5 s. */
export const MEDIA_NODE_TTL_SECONDS = 3;
export const MEDIA_NODE_HEARTBEAT_SECONDS = 1;

/** Redis key of a show's origin: the id of the node that its host sends to. The servers write it, edges read it. */
export const mediaOriginKey = (showId: string): string => `media:show:${showId}`;

export const MediaNode = z.object({
  nodeId: z.string(),
  /** Where browsers reach its signalling. */
  url: z.url(),
  /** Where other nodes reach it. */
  pipeUrl: z.url(),
  /** What a peer of this node may play; the same for all its rooms. */
  rtpCapabilities: RtpCapabilities,
  workers: z.int().nonnegative(),
  /** How many receiving peers it carries well. */
  capacity: z.int().nonnegative(),
  peers: z.int().nonnegative(),
  /** Shows that have a room here. */
  carrying: z.array(Id),
  /** Shows whose host is sending through this node now. */
  hosting: z.array(Id),
  /** It is about to stop: nobody new is sent here. */
  draining: z.boolean(),
});
export type MediaNode = z.infer<typeof MediaNode>;
