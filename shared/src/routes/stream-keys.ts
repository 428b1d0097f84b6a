import { z } from "zod";
import { StreamKey } from "../stream-keys.ts";
import { Done, ids, route } from "./parts.ts";

const common = {
  path: "/api/shops/:shopId/stream-key",
  access: "signed-in",
  params: ids("shopId"),
  refusals: ["NOT_FOUND", "NOT_ALLOWED"],
} as const;

/** The one key with which a shop's programs go live. */
export const streamKeyRoutes = {
  readStreamKey: route({
    ...common,
    method: "GET",
    summary: "The shop's stream key, where programs send to with it; no key until one is made",
    answer: z.object({
      streamKey: StreamKey.nullable(),
      /** A show's id behind this, and a `/` between, is the address to send to. */
      whipUrl: z.url(),
    }),
  }),
  rotateStreamKey: route({
    ...common,
    method: "POST",
    summary: "Make a stream key; one that there was is of no use any more, and what it sends ends",
    answer: StreamKey,
  }),
  revokeStreamKey: route({
    ...common,
    method: "DELETE",
    summary: "Take the stream key away; what it sends ends",
    answer: Done,
  }),
} as const;
