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
/** kbit/s from the first second, so that a show does not begin blurred. */
const VIDEO_START_KBPS = 1_000;

/** How a source is sent. */
export const encodingOf = (
  source: MediaSource,
  _device: Device,
): Pick<types.ProducerOptions, "encodings" | "codecOptions" | "codec"> => {
  switch (source) {
    case "camera":
      return { encodings: CAMERA_LAYERS, codecOptions: { videoGoogleStartBitrate: VIDEO_START_KBPS } };
    case "screen":
      return { encodings: SCREEN_LAYERS, codecOptions: { videoGoogleStartBitrate: VIDEO_START_KBPS } };
    case "microphone":
      return { codecOptions: { opusDtx: true, opusFec: true, opusStereo: false } };
    case "screen-sound":
      // Music and films: both channels, and no silence cut away.
      return { codecOptions: { opusDtx: false, opusFec: true, opusStereo: true } };
  }
};
