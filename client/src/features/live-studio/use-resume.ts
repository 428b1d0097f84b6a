import type { MediaKind } from "@showdrop/shared";
import { useEffect, useRef, useState } from "react";
import type { useBroadcast, useDevices } from "../../lib/media/index.ts";

/** Which of camera and microphone are muted. */
export type Muted = Record<MediaKind, boolean>;

// The tab's own storage outlives loading the page anew, and no other tab or device reads it: those never take over unasked.
const nameOf = (showId: string): string => `showdrop.sending.${showId}`;

/** What was muted while this tab was sending, before the page was loaded anew; null when it was not sending. */
export const mutedBefore = (showId: string): Muted | null => {
  try {
    const kinds = sessionStorage.getItem(nameOf(showId))?.split(" ");
    return kinds ? { audio: kinds.includes("audio"), video: kinds.includes("video") } : null;
  } catch {
    return null;
  }
};

const remember = (showId: string, muted: Readonly<Muted> | null): void => {
  try {
    if (muted === null) sessionStorage.removeItem(nameOf(showId));
    else
      sessionStorage.setItem(
        nameOf(showId),
        (["audio", "video"] as const).filter((kind) => muted[kind]).join(" "),
      );
  } catch {
    // Blocked: after a reload the host taps once.
  }
};

/** Whether camera and microphone open without a question, which nobody expects of a page that was only loaded. */
export const mayOpenDevices = async (): Promise<boolean> => {
  try {
    const asked = await Promise.all(
      (["camera", "microphone"] as const).map((name) => navigator.permissions.query({ name })),
    );
    return asked.every(({ state }) => state === "granted");
  } catch {
    // A browser that does not know these names; it tells the devices' labels only where it was allowed to.
    const found = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    return (["videoinput", "audioinput"] as const).every((wanted) =>
      found.some(({ kind, label }) => kind === wanted && label !== ""),
    );
  }
};

interface ResumeProps {
  showId: string;
  /** The show is on the air. */
  running: boolean;
  devices: Pick<ReturnType<typeof useDevices>, "stream" | "request">;
  broadcast: Pick<ReturnType<typeof useBroadcast>, "state" | "start" | "muted" | "setMuted">;
}

/**
 * After the page was loaded anew: shows the host's picture again where the browser allows it without asking, and goes on
 * sending, muted as before, where this tab was sending. Leaving the page for another one of ours ends that.
 */
export const useResume = ({ showId, running, devices, broadcast }: ResumeProps): void => {
  const [before] = useState(() => mutedBefore(showId));
  const [wasRunning] = useState(running);
  const { stream, request } = devices;
  const { state, start, muted, setMuted } = broadcast;

  useEffect(() => {
    if (!wasRunning) return;
    let left = false;
    void mayOpenDevices().then((may) => {
      if (may && !left) request();
    });
    return () => {
      left = true;
    };
  }, [wasRunning, request]);

  useEffect(() => {
    for (const kind of ["audio", "video"] as const) if (before?.[kind]) setMuted(kind, true);
  }, [before, setMuted]);

  const resumed = useRef(false);
  useEffect(() => {
    if (!before || !wasRunning || !stream || resumed.current) return;
    resumed.current = true;
    void start(stream);
  }, [before, wasRunning, stream, start]);

  useEffect(() => {
    if (state === "sending" || state === "reconnecting") remember(showId, muted);
    if (state === "stopped") remember(showId, null);
  }, [showId, state, muted]);

  // Not called when the page is loaded anew, nor when the browser crashes.
  useEffect(() => () => remember(showId, null), [showId]);
};
