import { z } from "zod";

/** Ids that mediasoup gives: UUIDs. */
export const MediaId = z.uuid();

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

/** TURN servers with credentials that are good for a while: a peer gets new ones with each admission. */
export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string(),
  credential: z.string(),
});
export type IceServer = z.infer<typeof IceServer>;
