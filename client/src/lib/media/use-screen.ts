import { useCallback, useEffect, useRef, useState } from "react";
import type { Broadcast } from "./broadcast.ts";

/** `denied`: the person or the system said no; `missing`: this browser cannot share a screen. */
export type ScreenError = "denied" | "missing";

export interface ScreenControl {
  /** The screen is being sent. */
  active: boolean;
  /** What is sent, for a preview. */
  stream: MediaStream | null;
  error: ScreenError | null;
  /** Asks the person which screen, window or tab, and sends it with its sound where the browser gives any. */
  start: () => Promise<void>;
  stop: () => void;
}

/** Letters stay readable up to 1080p; more frames than this only cost bits. */
const SCREEN: DisplayMediaStreamOptions = {
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 15 } },
  audio: true,
};

/** Sharing the screen in a broadcast. The browser's own "stop sharing" ends it too. */
export const useScreen = ({ sendScreen, dropScreen }: Broadcast): ScreenControl => {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [error, setError] = useState<ScreenError | null>(null);
  const held = useRef<MediaStream>(null);

  const stop = useCallback(() => {
    for (const track of held.current?.getTracks() ?? []) track.stop();
    held.current = null;
    dropScreen();
    setStream(null);
  }, [dropScreen]);

  const start = useCallback(async () => {
    if (held.current) return;
    // Phones have no such thing.
    if (!navigator.mediaDevices?.getDisplayMedia) return setError("missing");
    try {
      const given = await navigator.mediaDevices.getDisplayMedia(SCREEN);
      held.current = given;
      given.getVideoTracks()[0]?.addEventListener("ended", stop);
      setError(null);
      setStream(given);
      sendScreen(given);
    } catch {
      setError("denied");
    }
  }, [sendScreen, stop]);

  useEffect(() => stop, [stop]);
  return { active: stream !== null, stream, error, start, stop };
};
