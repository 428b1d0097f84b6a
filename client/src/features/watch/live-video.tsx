import { type RefObject, useEffect, useRef } from "react";
import { classes } from "../../ui/index.ts";

interface LiveVideoProps {
  stream: MediaStream | null;
  label: string;
  muted: boolean;
  /** As a mirror, for one's own picture. */
  mirrored?: boolean;
  /** Fill the place and cut what overhangs, or show all of the picture. */
  fit: "cover" | "contain";
}

/** Only a new stream replaces the old: a moment without one is bridged by the last frame. */
const useStream = (video: RefObject<HTMLVideoElement | null>, stream: MediaStream | null) => {
  useEffect(() => {
    const element = video.current;
    if (!element || !stream || element.srcObject === stream) return;
    element.srcObject = stream;
    // Browsers may refuse to play before a tap; muted video may always play, so this is no fault to report.
    element.play()?.catch(() => {});
  }, [video, stream]);
};

/** How old the frame may be that stays when the stream goes, in milliseconds. */
const FRAME_EVERY_MS = 1000;

/** Browsers paint a video black when its tracks end. A copy of the last frame, drawn while it plays, stays instead. */
const useLastFrame = (video: RefObject<HTMLVideoElement | null>, stream: MediaStream | null) => {
  const frame = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!stream) return;
    const timer = setInterval(() => {
      const [from, to] = [video.current, frame.current];
      if (!from || !to || from.videoWidth === 0) return;
      to.width = from.videoWidth;
      to.height = from.videoHeight;
      to.getContext("2d")?.drawImage(from, 0, 0);
    }, FRAME_EVERY_MS);
    return () => clearInterval(timer);
  }, [video, stream]);
  return frame;
};

/** A live picture without controls; fills the positioned element that it stands in. */
export const LiveVideo = ({ stream, label, muted, mirrored = false, fit }: LiveVideoProps) => {
  const video = useRef<HTMLVideoElement>(null);
  useStream(video, stream);
  const frame = useLastFrame(video, stream);
  useEffect(() => {
    if (video.current) video.current.muted = muted;
  }, [muted]);
  const look = classes(
    "h-full w-full",
    fit === "cover" ? "object-cover" : "object-contain",
    mirrored && "-scale-x-100",
  );
  return (
    <>
      <video
        ref={video}
        aria-label={label}
        autoPlay
        playsInline
        muted
        disablePictureInPicture
        className={look}
      />
      <canvas
        ref={frame}
        aria-hidden
        className={classes("pointer-events-none absolute inset-0", look, stream && "invisible")}
      />
    </>
  );
};
