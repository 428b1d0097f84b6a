import { useEffect, useRef } from "react";

/** A stream's sound, of its own and not a video's: it goes on where the picture is off, or moves to another place. */
export const Sound = ({ stream, muted }: { stream: MediaStream | null; muted: boolean }) => {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    element.srcObject = stream;
    element.muted = muted;
    // Browsers may refuse sound before a tap; the tap that turns it on comes here again.
    if (stream) element.play()?.catch(() => {});
  }, [stream, muted]);
  // Silent until told otherwise, and never before a tap.
  return <audio ref={audio} muted />;
};
