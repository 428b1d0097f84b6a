import { useCallback, useEffect, useRef, useState } from "react";
import { useSeen } from "./use-seen.ts";

/** Milliseconds that are recorded: a sentence. */
const RECORD_MS = 5_000;

type RecordingState = "none" | "recording" | "playing" | "played" | "failed";

/** A sentence of one's own, in this page's memory alone, and how to be rid of it. */
interface Take {
  player: HTMLAudioElement | null;
  discard: () => void;
}

/** Records for five seconds and plays that once. @throws where the browser cannot record */
const record = (track: MediaStreamTrack, tell: (state: RecordingState) => void): Take => {
  const recorder = new MediaRecorder(new MediaStream([track]));
  const parts: Blob[] = [];
  let address: string | null = null;
  let discarded = false;
  // Whatever becomes of what is thrown away is told to nobody.
  const say = (state: RecordingState) => {
    if (!discarded) tell(state);
  };
  const timer = setTimeout(() => recorder.stop(), RECORD_MS);
  const take: Take = {
    player: null,
    discard() {
      discarded = true;
      clearTimeout(timer);
      recorder.onstop = null;
      if (recorder.state !== "inactive") recorder.stop();
      take.player?.pause();
      if (address) URL.revokeObjectURL(address);
    },
  };
  recorder.ondataavailable = ({ data }) => parts.push(data);
  // Also when the microphone goes in the middle of a sentence.
  recorder.onstop = () => {
    clearTimeout(timer);
    address = URL.createObjectURL(new Blob(parts, { type: recorder.mimeType }));
    const player = new Audio(address);
    take.player = player;
    player.onplaying = () => say("playing");
    player.onended = () => say("played");
    player.onerror = () => say("failed");
    player.play().catch(() => say("failed"));
  };
  recorder.start();
  return take;
};

/** Lets somebody hear themself. What was recorded goes with another microphone, another page, or another recording. */
export const useRecording = (stream: MediaStream) => {
  const [state, setState] = useState<RecordingState>("none");
  const take = useRef<Take | null>(null);
  const seen = useSeen();
  const [track] = stream.getAudioTracks();

  useEffect(() => {
    if (!track || !seen) return;
    return () => {
      take.current?.discard();
      take.current = null;
      setState("none");
    };
  }, [track, seen]);

  const start = useCallback(() => {
    if (!track) return;
    take.current?.discard();
    try {
      take.current = record(track, setState);
      setState("recording");
    } catch {
      setState("failed");
    }
  }, [track]);
  const playAgain = useCallback(() => {
    take.current?.player?.play().catch(() => setState("failed"));
  }, []);

  return { state, start, playAgain };
};
