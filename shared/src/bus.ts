import { z } from "zod";
import { Id, Moment } from "./ids.ts";

/** What server and media nodes tell each other over Redis. Nothing of users, money or the record crosses here. */

export const mediaRoles = ["host", "guest", "viewer"] as const;
export const MediaRole = z.enum(mediaRoles);
export type MediaRole = z.infer<typeof MediaRole>;

/** A visitor without an account is `guest-` and a random part; it means nothing beyond the one connection. */
export const MediaUserId = z.string().regex(/^([0-9a-f]{24}|guest-[A-Za-z0-9_-]{8,32})$/);

/** The claims of an admission token: a JWT signed with HS256 and MEDIA_TOKEN_SECRET. */
export const MediaToken = z.object({
  showId: Id,
  userId: MediaUserId,
  role: MediaRole,
  nodeId: z.string().min(1),
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
  /** They may watch on, and send no more. */
  z.object({ type: z.literal("host:removed"), showId: Id, userId: Id }),
]);
export type MediaControl = z.infer<typeof MediaControl>;

/** Redis channel, media node → servers. */
export const MEDIA_EVENTS_CHANNEL = "media:events";
export const MediaEvent = z.object({
  /** The host began or ceased to send picture or sound. */
  type: z.enum(["host:joined", "host:left"]),
  showId: Id,
  nodeId: z.string(),
  at: Moment,
});
export type MediaEvent = z.infer<typeof MediaEvent>;

/** Redis key of one node's entry in the registry: JSON, expiring unless the node renews it. */
export const mediaNodeKey = (nodeId: string): string => `media:node:${nodeId}`;
/** Redis set of all node ids that ever registered; entries without a living key are removed by who finds them. */
export const MEDIA_NODES_KEY = "media:nodes";
export const MEDIA_NODE_TTL_SECONDS = 10;
export const MEDIA_NODE_HEARTBEAT_SECONDS = 3;

export const MediaNode = z.object({
  nodeId: z.string(),
  /** Where browsers reach its signalling. */
  url: z.url(),
  workers: z.int().nonnegative(),
  shows: z.int().nonnegative(),
  peers: z.int().nonnegative(),
  /** Shows whose host is sending through this node now. */
  hosting: z.array(Id),
});
export type MediaNode = z.infer<typeof MediaNode>;
