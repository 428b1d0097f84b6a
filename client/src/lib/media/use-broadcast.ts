import { type CloseReason, type MediaKind, type Refusal, routes } from "@showdrop/shared";
import { useEffect, useMemo, useReducer, useState } from "react";
import { call } from "../api.ts";
import { createBroadcast } from "./broadcast.ts";
import { type BroadcastStats, type StatsSample, sampleOf, statsBetween } from "./broadcast-stats.ts";
import { idleLink, type Link, nextLink } from "./link.ts";

const STATS_EVERY_MS = 2_000;

export interface BroadcastControl {
  state: "idle" | "connecting" | "sending" | "reconnecting" | "stopped";
  /** Why it may not be sent. */
  refusal: Refusal | null;
  /** Why the node stopped it: the show ended, this person was removed, or went on air in another window. */
  closedBy: Exclude<CloseReason, "rejoin"> | null;
  start: (stream: MediaStream) => Promise<void>;
  replaceTrack: (kind: MediaKind, track: MediaStreamTrack) => void;
  setMuted: (kind: MediaKind, muted: boolean) => void;
  stop: () => void;
  stats: BroadcastStats | null;
}

const states = {
  idle: "idle",
  connecting: "connecting",
  open: "sending",
  lost: "reconnecting",
  closed: "stopped",
} as const satisfies Record<Link["phase"], BroadcastControl["state"]>;

/** Sends this browser's camera and microphone to the show. Leaving the page ends it. */
export const useBroadcast = (showId: string): BroadcastControl => {
  const [link, tell] = useReducer(nextLink, idleLink);
  const broadcast = useMemo(
    () =>
      createBroadcast({
        admit: (signal) => call(routes.admitToShow, { params: { showId }, body: { as: "host" } }, signal),
        tell,
      }),
    [showId],
  );
  useEffect(() => () => broadcast.stop(), [broadcast]);
  const stats = useStats(link.phase === "open", broadcast.report);
  const { start, replaceTrack, setMuted, stop } = broadcast;
  return {
    state: states[link.phase],
    refusal: link.refusal,
    closedBy: link.closedBy,
    start,
    replaceTrack,
    setMuted,
    stop,
    stats,
  };
};

/** Compares the counters of every two seconds while something is sent. */
const useStats = (sending: boolean, report: () => Promise<RTCStatsReport | null>): BroadcastStats | null => {
  const [stats, setStats] = useState<BroadcastStats | null>(null);
  useEffect(() => {
    if (!sending) return;
    let before: StatsSample | null = null;
    const measure = async () => {
      const counters = await report().catch(() => null);
      if (!counters) return;
      const after = sampleOf(counters.values(), Date.now());
      if (before) setStats(statsBetween(before, after));
      before = after;
    };
    void measure();
    const timer = setInterval(() => void measure(), STATS_EVERY_MS);
    return () => {
      clearInterval(timer);
      setStats(null);
    };
  }, [sending, report]);
  return stats;
};
