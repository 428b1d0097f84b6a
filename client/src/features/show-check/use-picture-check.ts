import { useEffect, useState } from "react";
import {
  type Count,
  type Frames,
  judgePicture,
  type PictureVerdict,
  perSecondOf,
  recentCounts,
} from "./frames.ts";
import { judgeLight, type Light, type LightVerdict, lightOf, meanLight } from "./light.ts";
import { useGone } from "./use-gone.ts";
import { useSeen } from "./use-seen.ts";
import { useSettled } from "./use-settled.ts";

/** Four looks a second cost nothing, and a lamp that is turned on is seen at once. */
const LOOK_MS = 250;
/** Looks that are judged together: two seconds. */
const LOOKS = 8;
/** The small copy that is looked at: light has no details. Upright pictures are squeezed into it, which changes no light. */
const COPY = { width: 64, height: 36 } as const;

interface Seen {
  frames: Frames;
  lights: readonly Light[];
}

const nothingSeen: Seen = { frames: { width: 0, height: 0, perSecond: null }, lights: [] };

/**
 * Counts the frames that a video has shown. Only Chromium counts decoded ones for a camera, so those shown are told one
 * by one; a browser that tells of none while the picture runs is taken at its camera's word.
 */
const countFrames = (video: HTMLVideoElement, track: MediaStreamTrack): (() => number) => {
  let shown = 0;
  const count: VideoFrameRequestCallback = (_, { presentedFrames }) => {
    shown = presentedFrames;
    video.requestVideoFrameCallback(count);
  };
  if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(count);
  return () => shown || Math.floor(video.currentTime * (track.getSettings().frameRate ?? 0));
};

/** Looks at a camera's picture again and again, until the answer is called. It stays in this page. */
const look = (track: MediaStreamTrack, tell: (seen: Seen) => void): (() => void) => {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Muted video may always play; where it does not, no frames are counted, and that is said.
  video.play()?.catch(() => {});
  const frames = countFrames(video, track);
  const canvas = Object.assign(document.createElement("canvas"), COPY);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let counts: Count[] = [];
  let lights: Light[] = [];
  const timer = setInterval(() => {
    const { videoWidth: width, videoHeight: height } = video;
    const before = counts.at(-1)?.total ?? 0;
    const total = frames();
    counts = recentCounts(counts, { at: performance.now(), total });
    if (pen && width > 0 && total > before) {
      pen.drawImage(video, 0, 0, COPY.width, COPY.height);
      const { data } = pen.getImageData(0, 0, COPY.width, COPY.height);
      lights = [...lights.slice(1 - LOOKS), lightOf(data, COPY.width, COPY.height)];
    }
    // The system holds it back, as with a switch at the camera: what browsers show then is no picture of it.
    const perSecond = track.muted ? 0 : perSecondOf(counts);
    tell({ frames: { width, height, perSecond }, lights });
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    video.srcObject = null;
  };
};

export interface PictureCheck {
  frames: Frames;
  picture: PictureVerdict;
  /** Null while there is nothing to look at. */
  light: LightVerdict | null;
}

/** How the camera's picture is: its size, its frames and its light, as long as the page is seen. */
export const usePictureCheck = (stream: MediaStream): PictureCheck => {
  const [track] = stream.getVideoTracks();
  const [{ frames, lights }, setSeen] = useState(nothingSeen);
  const seen = useSeen();
  const gone = useGone(track);

  useEffect(() => {
    if (track && seen && !gone) return look(track, setSeen);
  }, [track, seen, gone]);
  // Of another camera nothing is known yet.
  useEffect(() => {
    if (track) return () => setSeen(nothingSeen);
  }, [track]);

  const picture = judgePicture(frames, gone);
  const mean = picture === "cameraGone" || picture === "noPicture" ? null : meanLight(lights);
  return { frames, picture: useSettled(picture), light: useSettled(mean && judgeLight(mean)) };
};
