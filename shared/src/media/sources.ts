import { z } from "zod";
import { Id } from "../ids.ts";
import type { MediaKind } from "./rtp.ts";

export const mediaRoles = ["host", "guest", "viewer"] as const;
export const MediaRole = z.enum(mediaRoles);
export type MediaRole = z.infer<typeof MediaRole>;

/** A visitor without an account is `guest-` and a random part; it means nothing beyond the one connection. */
export const MediaUserId = z.string().regex(/^([0-9a-f]{24}|guest-[A-Za-z0-9_-]{8,32})$/);

/** Where picture or sound comes from; a peer sends each at most once. `screen-sound` is what a shared screen plays. */
export const mediaSources = ["camera", "microphone", "screen", "screen-sound"] as const;
export const MediaSource = z.enum(mediaSources);
export type MediaSource = z.infer<typeof MediaSource>;

/** The kind that a source must have. */
export const sourceKinds = {
  camera: "video",
  microphone: "audio",
  screen: "video",
  "screen-sound": "audio",
} as const satisfies Record<MediaSource, MediaKind>;

/** Who sends a stream. */
export const Sender = z.object({ userId: MediaUserId, role: MediaRole });
export type Sender = z.infer<typeof Sender>;

/** One picture of a show: somebody's camera or screen. */
export const PictureRef = z.strictObject({ userId: Id, source: z.enum(["camera", "screen"]) });
export type PictureRef = z.infer<typeof PictureRef>;
