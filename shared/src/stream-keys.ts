import { z } from "zod";
import { Moment } from "./ids.ts";

/** What a shop's programs (OBS and others) go live with. Whoever has it may send to the shop's shows. */
export const StreamKey = z.object({
  /** The bearer token itself: a secret. */
  key: z.string().regex(/^sdk_[A-Za-z0-9_-]{59}$/),
  createdAt: Moment,
  /** When somebody last went live with it; null for never. */
  usedAt: Moment.nullable(),
});
export type StreamKey = z.infer<typeof StreamKey>;
