import { RtpCapabilities } from "@showdrop/shared";
import type { types } from "mediasoup";
import { generateRouterRtpCapabilities } from "mediasoup/ortc";

/**
 * Every WebRTC browser speaks Opus, VP8 and H.264 (RFC 7742 demands both), most speak VP9. Of H.264 only the constrained
 * baseline: all decode it, phones and OBS encode it in hardware.
 */
export const MEDIA_CODECS: types.RouterRtpCodecCapability[] = [
  { kind: "audio", mimeType: "audio/opus", clockRate: 48_000, channels: 2 },
  { kind: "video", mimeType: "video/VP8", clockRate: 90_000 },
  { kind: "video", mimeType: "video/VP9", clockRate: 90_000, parameters: { "profile-id": 0 } },
  {
    kind: "video",
    mimeType: "video/H264",
    clockRate: 90_000,
    parameters: { "packetization-mode": 1, "profile-level-id": "42e01f", "level-asymmetry-allowed": 1 },
  },
];

/** A header extension that mediasoup offers and no browser knows. */
export const TOFFSET_URI = "urn:ietf:params:rtp-hdrext:toffset";

/** What every router of this node can, as it goes over the wire: without an extension that no browser knows. */
export const routerCapabilities = (): RtpCapabilities => {
  const { codecs, headerExtensions = [] } = generateRouterRtpCapabilities(MEDIA_CODECS);
  return RtpCapabilities.parse(
    asSent({
      codecs,
      headerExtensions: headerExtensions.filter(({ uri }) => uri !== TOFFSET_URI),
    }),
  );
};

/** A value as JSON carries it: mediasoup sets absent properties to undefined. */
export const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
