import { type RefObject, useEffect, useRef, useState } from "react";
import type { Feed } from "../../lib/media/index.ts";
import { classes } from "../../ui/index.ts";
import { useLook } from "./use-look.ts";

interface LiveVideoProps {
  stream: MediaStream | null;
  label: string;
  /** Told where the picture is seen; for a feed's. */
  look?: Feed["look"];
  /** As a mirror, for one's own picture. */
  mirrored?: boolean;
  /** Fill the place and cut what overhangs (below first: faces are above), or show all of the picture. */
  fit: "cover" | "contain";
}

/** How old the frame may be that stays when the stream goes, in milliseconds. */
const FRAME_EVERY_MS = 1000;

/** Pixels across the copy behind the picture, which is stretched over the whole place: only its light is left. */
const GLOW_WIDTH = 8;

/** How much of each new frame the copy behind takes on: its light changes slowly, and nothing there moves. */
const GLOW_SHARE = 0.3;

const copyFrame = (from: HTMLVideoElement, to: HTMLCanvasElement | null, width: number, share: number) => {
  if (!to) return;
  const height = Math.round((width * from.videoHeight) / from.videoWidth);
  const fresh = to.width !== width || to.height !== height;
  if (fresh) Object.assign(to, { width, height });
  const paint = to.getContext("2d");
  if (!paint) return;
  paint.globalAlpha = fresh ? 1 : share;
  paint.imageSmoothingQuality = "high"; // or single pixels of a large picture would be taken for a small one
  paint.drawImage(from, 0, 0, width, height);
};

/**
 * Only a new stream replaces the old: a moment without one is bridged by the last frame, and so is the time until the
 * new one has a frame.
 * @returns whether the element shows this stream's own frames
 */
const useStream = (
  video: RefObject<HTMLVideoElement | null>,
  last: RefObject<HTMLCanvasElement | null>,
  stream: MediaStream | null,
): boolean => {
  const [painted, setPainted] = useState<MediaStream | null>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || !stream || element.srcObject === stream) return;
    const before = element.srcObject;
    // What still plays is copied; what has ended is painted black already.
    if (before instanceof MediaStream && before.active && element.videoWidth > 0)
      copyFrame(element, last.current, element.videoWidth, 1);
    element.addEventListener("loadeddata", () => setPainted(stream), { once: true });
    element.srcObject = stream;
    // Browsers may refuse to play before a tap; muted video may always play, so this is no fault to report.
    element.play()?.catch(() => {});
  }, [video, last, stream]);
  return stream !== null && painted === stream;
};

/** The last frame of a stream that moves from one element to another, so that the new one does not begin black. */
const left = new WeakMap<MediaStream, HTMLCanvasElement>();

/**
 * Copies of the picture, drawn while it plays. Browsers paint a video black when its tracks end: `last` stays instead.
 * `glow` is a few pixels that, stretched, fill what the picture leaves free: a filter would blur them anew with every frame
 * of the picture, which took more than decoding it.
 */
const useCopies = (video: RefObject<HTMLVideoElement | null>, stream: MediaStream | null) => {
  const last = useRef<HTMLCanvasElement>(null);
  const glow = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!stream) return;
    const copy = () => {
      const from = video.current;
      if (!from || from.videoWidth === 0) return;
      copyFrame(from, last.current, from.videoWidth, 1);
      copyFrame(from, glow.current, GLOW_WIDTH, GLOW_SHARE);
    };
    const element = video.current;
    const canvas = last.current;
    const bridge = left.get(stream);
    if (canvas && bridge && canvas.width === 0) {
      Object.assign(canvas, { width: bridge.width, height: bridge.height });
      canvas.getContext("2d")?.drawImage(bridge, 0, 0);
    }
    element?.addEventListener("loadeddata", copy);
    const timer = setInterval(copy, FRAME_EVERY_MS);
    return () => {
      // Of a stream that has ended the last copy is the best there is.
      if (canvas && element && stream.active && element.videoWidth > 0) {
        copyFrame(element, canvas, element.videoWidth, 1);
        left.set(stream, canvas);
      }
      element?.removeEventListener("loadeddata", copy);
      clearInterval(timer);
    };
  }, [video, stream]);
  return { last, glow };
};

/** A live picture without controls and without sound; fills the positioned element that it stands in. */
export const LiveVideo = ({ stream, label, look, mirrored = false, fit }: LiveVideoProps) => {
  const video = useRef<HTMLVideoElement>(null);
  const { last, glow } = useCopies(video, stream);
  const painted = useStream(video, last, stream);
  useLook(video, fit, look);
  const shape = classes(
    "h-full w-full",
    fit === "cover" ? "object-cover object-[50%_25%]" : "object-contain",
    mirrored && "-scale-x-100",
  );
  return (
    <>
      {fit === "contain" && (
        <canvas
          ref={glow}
          width={0}
          height={0}
          aria-hidden
          className="pointer-events-none absolute inset-0 h-full w-full object-cover opacity-55"
        />
      )}
      <video
        ref={video}
        aria-label={label}
        autoPlay
        playsInline
        muted
        disablePictureInPicture={!look}
        className={classes("relative", shape)}
      />
      <canvas
        ref={last}
        aria-hidden
        className={classes("pointer-events-none absolute inset-0", shape, painted && "invisible")}
      />
    </>
  );
};
