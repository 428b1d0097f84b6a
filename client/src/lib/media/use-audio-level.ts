import { useEffect, useState } from "react";

/** Below this a room is quiet; the meter's left end. */
const QUIET_DB = -60;
/** Loud speech close to the microphone; the meter's right end. */
const LOUD_DB = -6;
/** A meter reads well at 15 changes a second. */
const EVERY_MS = 66;

/** How loud these samples (-1..1) are, 0..1 on a scale of decibels, as ears hear. */
export const levelOf = (samples: Float32Array): number => {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  if (power === 0) return 0;
  const db = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (db - QUIET_DB) / (LOUD_DB - QUIET_DB)));
};

/** The loudness of a stream's sound, 0..1; 0 without sound. */
export const useAudioLevel = (stream: MediaStream | null): number => {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!stream?.getAudioTracks().length) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      setLevel(levelOf(samples));
    }, EVERY_MS);
    // A context made before the first touch of the page sleeps until it is told.
    const wake = () => void context.resume();
    document.addEventListener("pointerdown", wake);
    return () => {
      clearInterval(timer);
      document.removeEventListener("pointerdown", wake);
      void context.close();
      setLevel(0);
    };
  }, [stream]);
  return level;
};
