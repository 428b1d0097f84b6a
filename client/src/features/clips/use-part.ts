import { type RefObject, useCallback, useEffect, useState } from "react";

export interface Part {
  /** Milliseconds from the film's beginning. */
  fromMs: number;
  toMs: number;
}

/** How often the player's place is looked at while it plays, in milliseconds: browsers tell of it four times a second. */
const LOOK_MS = 50;

/**
 * Lets a player show one part of a film: it begins at the part's beginning and stops at its end, wherever it was moved to.
 * `atMs` is counted from the part's beginning.
 */
export const usePart = (video: RefObject<HTMLVideoElement | null>, { fromMs, toMs }: Part) => {
  const [playing, setPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const lengthMs = toMs - fromMs;

  useEffect(() => {
    const player = video.current;
    if (!player) return;
    const toBegin = () => {
      player.currentTime = fromMs / 1000;
    };
    const look = () => {
      const place = player.currentTime * 1000;
      setAtMs(Math.min(lengthMs, Math.max(0, place - fromMs)));
      if (player.paused || place < toMs) return;
      player.pause();
      player.currentTime = toMs / 1000;
    };
    const told = () => {
      setPlaying(!player.paused);
      look();
    };
    if (player.readyState >= HTMLMediaElement.HAVE_METADATA) toBegin();
    player.addEventListener("loadedmetadata", toBegin);
    for (const event of ["play", "pause", "seeked", "ended"]) player.addEventListener(event, told);
    const timer = setInterval(look, LOOK_MS);
    return () => {
      player.removeEventListener("loadedmetadata", toBegin);
      for (const event of ["play", "pause", "seeked", "ended"]) player.removeEventListener(event, told);
      clearInterval(timer);
    };
  }, [video, fromMs, toMs, lengthMs]);

  const seek = useCallback(
    (ms: number) => {
      if (video.current) video.current.currentTime = (fromMs + Math.min(lengthMs, Math.max(0, ms))) / 1000;
    },
    [video, fromMs, lengthMs],
  );
  const play = useCallback(() => {
    const player = video.current;
    if (!player) return;
    const place = player.currentTime * 1000;
    // At its end, or outside: again from the beginning.
    if (place >= toMs - LOOK_MS || place < fromMs) player.currentTime = fromMs / 1000;
    // Where the browser does not let a page start sound by itself, the beginning stands and waits.
    player.play().catch(() => undefined);
  }, [video, fromMs, toMs]);
  const pause = useCallback(() => video.current?.pause(), [video]);

  return { playing, atMs, over: atMs >= lengthMs - LOOK_MS, lengthMs, play, pause, seek };
};
