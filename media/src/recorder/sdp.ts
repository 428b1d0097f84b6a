import type { types } from "mediasoup";

/**
 * What a router can do, cut down to one codec without retransmission or header extensions: ffmpeg asks for nothing
 * again, and packets do not get lost on the way to the same machine.
 */
export const plainCapabilities = (
  router: types.Router,
  codec: types.RtpCodecParameters,
): types.RtpCapabilities => ({
  codecs: (router.rtpCapabilities.codecs ?? [])
    .filter(({ mimeType }) => mimeType.toLowerCase() === codec.mimeType.toLowerCase())
    .map((capability) => ({ ...capability, rtcpFeedback: [] })),
  headerExtensions: [],
});

/** The description of one consumer's stream, as ffmpeg reads it. */
export const describeStream = (
  kind: types.MediaKind,
  { codecs, encodings }: types.RtpParameters,
  port: number,
): string => {
  const [codec] = codecs;
  const [encoding] = encodings ?? [];
  if (!codec) throw new Error("a consumer has a codec");
  const { payloadType, mimeType, clockRate, channels, parameters = {} } = codec;
  const name = mimeType.split("/")[1];
  const settings = Object.entries(parameters).map(([key, value]) => `${key}=${String(value)}`);
  return [
    "v=0",
    "o=- 0 0 IN IP4 127.0.0.1",
    "s=-",
    "c=IN IP4 127.0.0.1",
    "t=0 0",
    `m=${kind} ${port} RTP/AVP ${payloadType}`,
    `a=rtpmap:${payloadType} ${name}/${clockRate}${channels === undefined ? "" : `/${channels}`}`,
    ...(settings.length > 0 ? [`a=fmtp:${payloadType} ${settings.join(";")}`] : []),
    ...(encoding?.ssrc === undefined ? [] : [`a=ssrc:${encoding.ssrc} cname:showdrop`]),
    "a=rtcp-mux",
    "a=recvonly",
    "",
  ].join("\r\n");
};
