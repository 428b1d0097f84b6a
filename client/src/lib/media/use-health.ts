import { useEffect, useState } from "react";
import type { Report } from "./broadcast.ts";
import { type BroadcastStats, type StatsSample, sampleOf, statsBetween } from "./broadcast-stats.ts";
import { type Health, steady, type Verdict, verdictOf } from "./health.ts";

const MEASURE_EVERY_MS = 2_000;

const nothing: BroadcastStats = { bitrate: 0, framesPerSecond: 0, roundTripMs: 0, loss: 0, layers: [] };

interface HealthParts {
  /** Something is being sent, or should be. */
  onAir: boolean;
  connected: boolean;
  cameraOn: boolean;
  /** The node's latest scores of the camera. */
  scores: readonly number[];
  report: () => Promise<Report | null>;
}

/** Compares the counters of every two seconds while something is sent; null before the first comparison. */
export const useHealth = ({ onAir, connected, cameraOn, scores, report }: HealthParts): Health | null => {
  const [stats, setStats] = useState<BroadcastStats | null>(null);
  const [words, setWords] = useState<readonly Verdict[]>([]);
  useEffect(() => {
    if (!onAir || !connected) return;
    let before: StatsSample | null = null;
    const measure = async () => {
      const told = await report().catch(() => null);
      if (!told) return;
      const after = sampleOf(told.counters.values(), Date.now(), told.cameraMid);
      if (before) setStats(statsBetween(before, after));
      before = after;
    };
    void measure();
    const timer = setInterval(() => void measure(), MEASURE_EVERY_MS);
    return () => clearInterval(timer);
  }, [onAir, connected, report]);

  // One word for each measurement, and one for each change of the connection.
  useEffect(() => {
    if (!stats) return;
    setWords((before) => [...before, verdictOf(stats, scores, connected, cameraOn)].slice(-3));
  }, [stats, scores, connected, cameraOn]);

  useEffect(() => {
    if (onAir) return;
    setStats(null);
    setWords([]);
  }, [onAir]);

  if (!onAir || !stats) return null;
  return { verdict: steady(words), stats: connected ? stats : nothing, scores };
};
