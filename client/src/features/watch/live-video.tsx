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
  className?: string;
}

/** Keeps the last frame in sight while a stream is gone: only a new stream replaces the old. */
const useStream = (video: RefObject<HTMLVideoElement | null>, stream: MediaStream | null) => {
  useEffect(() => {
    const element = video.current;
    if (!element || !stream || element.srcObject === stream) return;
    element.srcObject = stream;
    // Browsers may refuse to play before a tap; muted video may always play, so this is no fault to report.
    element.play()?.catch(() => {});
  }, [video, stream]);
};

/** A live picture without controls. */
export const LiveVideo = ({ stream, label, muted, mirrored = false, fit, className }: LiveVideoProps) => {
  const video = useRef<HTMLVideoElement>(null);
  useStream(video, stream);
  useEffect(() => {
    if (video.current) video.current.muted = muted;
  }, [muted]);
  return (
    <video
      ref={video}
      aria-label={label}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      className={classes(
        "h-full w-full",
        fit === "cover" ? "object-cover" : "object-contain",
        mirrored && "-scale-x-100",
        className,
      )}
    />
  );
};
