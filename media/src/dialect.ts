import type { types } from "mediasoup";
import { MEDIA_CODECS } from "./codecs.ts";

/**
 * Codecs under certain payload types. mediasoup sends a codec under its router's number; a player who made the offer
 * must get it under its own (RFC 3264, section 6.1), and so from a router that has that number.
 */
export interface Dialect {
  /** The same for the same numbers. */
  id: string;
  codecs: types.RouterRtpCodecCapability[];
}

/** What our own clients speak: they take the numbers that the node says. */
export const OURS: Dialect = { id: "", codecs: MEDIA_CODECS };

/** These codecs of the node, under these numbers. */
export const dialectOf = (spoken: readonly { mimeType: string; payloadType: number }[]): Dialect => {
  const codecs = spoken.flatMap(({ mimeType, payloadType }) => {
    const codec = MEDIA_CODECS.find((known) => known.mimeType.toLowerCase() === mimeType.toLowerCase());
    return codec ? [{ ...codec, preferredPayloadType: payloadType }] : [];
  });
  // Sound first: each picture codec takes the next free number for its retransmission.
  codecs.sort((a, b) => a.kind.localeCompare(b.kind));
  return { id: codecs.map((codec) => `${codec.mimeType}=${codec.preferredPayloadType}`).join(), codecs };
};
