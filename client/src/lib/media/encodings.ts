import type { MediaSource } from "@showdrop/shared";
import type { Device, types } from "mediasoup-client";

/**
 * Three layers for a picture of 720p: a quarter for narrow lines, a half for most phones, the whole. Bit rates are
 * what VP8 needs for a person who moves before a still background at 30 frames a second.
 */
const CAMERA_LAYERS: types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 600_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 2_000_000 },
];
/**
 * Two for a screen: half the lines for phones and narrow lines, and the whole, where letters must stay readable. Few
 * frames are enough, so that the bits go into sharpness.
 */
const SCREEN_LAYERS: types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 2, maxBitrate: 300_000, maxFramerate: 10 },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, maxFramerate: 15 },
];
/** Speech needs 32 kbit/s and goes before every picture where the line is narrow. */
const SOUND: types.RtpEncodingParameters[] = [{ priority: "high", networkPriority: "high" }];
/** kbit/s from the first second, so that a show does not begin blurred. */
const VIDEO_START_KBPS = 1_000;

export type Encoding = Pick<types.ProducerOptions, "encodings" | "codecOptions" | "codec">;

/** Browsers' own word for phones and tablets, where they have one; else what they call themselves. */
const isPhone = (): boolean => {
  const data: unknown = "userAgentData" in navigator ? navigator.userAgentData : null;
  if (data && typeof data === "object" && "mobile" in data) return data.mobile === true;
  return /Android|iPhone|iPad/.test(navigator.userAgent);
};

/**
 * The codecs for pictures, the most wanted first: VP8, which every browser sends in layers; on phones H.264 before it,
 * because they have hardware for it and stay cool. What the browser lacks is passed over.
 */
export const inOrderOfChoice = <C extends { mimeType: string }>(
  codecs: readonly C[],
  phone: boolean,
): C[] => {
  const order = phone ? ["video/h264", "video/vp8", "video/vp9"] : ["video/vp8", "video/h264", "video/vp9"];
  const rank = ({ mimeType }: C) => order.indexOf(mimeType.toLowerCase());
  return codecs.filter((codec) => rank(codec) >= 0).toSorted((a, b) => rank(a) - rank(b));
};

const pictureCodec = (device: Device): types.RtpCodecCapability | undefined =>
  inOrderOfChoice(device.sendRtpCapabilities.codecs ?? [], isPhone())[0];

/**
 * How a source is sent. The first that the browser takes counts: where simulcast fails, one layer is better than no
 * picture.
 */
export const encodingsOf = (source: MediaSource, device: Device): Encoding[] => {
  switch (source) {
    case "camera":
      return layered(CAMERA_LAYERS, device);
    case "screen":
      return layered(SCREEN_LAYERS, device);
    case "microphone":
      return [{ encodings: SOUND, codecOptions: { opusDtx: true, opusFec: true, opusStereo: false } }];
    case "screen-sound":
      // Music and films: both channels, and no silence cut away.
      return [{ encodings: SOUND, codecOptions: { opusDtx: false, opusFec: true, opusStereo: true } }];
  }
};

const layered = (layers: types.RtpEncodingParameters[], device: Device): Encoding[] => {
  const codec = pictureCodec(device);
  const codecOptions = { videoGoogleStartBitrate: VIDEO_START_KBPS };
  return [layers, layers.slice(-1)].map((encodings) => ({
    ...{ encodings, codecOptions },
    ...(codec ? { codec } : {}),
  }));
};
