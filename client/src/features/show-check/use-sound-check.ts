import { useEffect, useState } from "react";
import {
  type Heard,
  hear,
  judgeSound,
  type Loudness,
  loudnessOf,
  MOMENT_MS,
  NO_SOUND_DBFS,
  nothingHeard,
  type SoundVerdict,
} from "./sound.ts";
import { useGone } from "./use-gone.ts";
import { useSeen } from "./use-seen.ts";
import { useSettled } from "./use-settled.ts";

/** 85 ms at 48 kHz: the power of two that comes nearest to a whole moment. */
const SAMPLES = 4096;

const silence: Loudness = { rms: NO_SOUND_DBFS, peak: NO_SOUND_DBFS };

/** Listens to a microphone until the answer is called. It is not played, and stays in this page. */
const listen = (track: MediaStreamTrack, tell: (moment: Loudness) => void): (() => void) => {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = SAMPLES;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // Asleep it hears nothing, which says nothing about the microphone.
    if (context.state !== "running") return;
    analyser.getFloatTimeDomainData(samples);
    tell(loudnessOf(samples));
  }, MOMENT_MS);
  // A context made before the first touch of the page sleeps until it is told.
  const wake = () => void context.resume();
  document.addEventListener("pointerdown", wake);
  document.addEventListener("keydown", wake);
  return () => {
    clearInterval(timer);
    document.removeEventListener("pointerdown", wake);
    document.removeEventListener("keydown", wake);
    void context.close();
  };
};

export interface SoundCheck {
  now: Loudness;
  sound: SoundVerdict;
}

/** How the microphone sounds, as long as the page is seen. */
export const useSoundCheck = (stream: MediaStream): SoundCheck => {
  const [track] = stream.getAudioTracks();
  const [heard, setHeard] = useState<Heard>(nothingHeard);
  const seen = useSeen();
  const gone = useGone(track);

  useEffect(() => {
    if (track && seen && !gone) return listen(track, (moment) => setHeard((before) => hear(before, moment)));
  }, [track, seen, gone]);
  // Of another microphone nothing is known yet.
  useEffect(() => {
    if (track) return () => setHeard(nothingHeard);
  }, [track]);

  const now = seen && !gone ? heard.moments.at(-1) : undefined;
  return { now: now ?? silence, sound: useSettled(judgeSound(heard, gone)) };
};
