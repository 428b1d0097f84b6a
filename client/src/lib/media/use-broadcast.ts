import { type Audience, type CloseReason, type MediaKind, type Refusal, routes } from "@showdrop/shared";
import { useCallback, useEffect, useMemo, useReducer, useState } from "react";
import { call } from "../api.ts";
import { createBroadcast } from "./broadcast.ts";
import { type BroadcastStats, type StatsSample, sampleOf, statsBetween } from "./broadcast-stats.ts";
import type { Feed } from "./feeds.ts";
import { type Health, healthOf } from "./health.ts";
import { idleLink, type Link, nextLink } from "./link.ts";
import { createReceiver } from "./receiver.ts";
import { type ScreenControl, useScreen } from "./use-screen.ts";

const STATS_EVERY_MS = 2_000;

export interface BroadcastControl {
  state: "idle" | "connecting" | "sending" | "reconnecting" | "stopped";
  /** Why it may not be sent. */
  refusal: Refusal | null;
  /** Why the node stopped it: the show ended, this person was removed, or went on air in another window. */
  closedBy: Exclude<CloseReason, "rejoin"> | null;
  start: (stream: MediaStream) => Promise<void>;
  replaceTrack: (kind: MediaKind, track: MediaStreamTrack) => void;
  /** What is switched off now: camera (video) and microphone (audio). */
  muted: Readonly<Record<MediaKind, boolean>>;
  setMuted: (kind: MediaKind, muted: boolean) => void;
  /** The host muted this guest's microphone, who has not unmuted it since. */
  mutedByHost: boolean;
  stop: () => void;
  screen: ScreenControl;
  /** What the others on stage send: for a guest the host and other guests, for the host the guests. */
  feeds: Feed[];
  /** How the sending goes, in a word and in numbers; null while nothing is sent. */
  health: Health | null;
  /** Who watches; null until the node has said. */
  audience: Audience | null;
}

const states = {
  idle: "idle",
  connecting: "connecting",
  open: "sending",
  lost: "reconnecting",
  closed: "stopped",
} as const satisfies Record<Link["phase"], BroadcastControl["state"]>;

const unmuted = { audio: false, video: false };

/** Sends this browser's camera, microphone and screen to the show, as its host or as a guest. Leaving the page ends it. */
export const useBroadcast = (showId: string, as: "host" | "guest"): BroadcastControl => {
  const [link, tell] = useReducer(nextLink, idleLink);
  const [muted, noteMuted] = useState<Record<MediaKind, boolean>>(unmuted);
  const [mutedByHost, setMutedByHost] = useState(false);
  const [feeds, setFeeds] = useState<Feed[]>([]);
  const [audience, setAudience] = useState<Audience | null>(null);
  const broadcast = useMemo(() => {
    const receiver = createReceiver({ quality: "auto", changed: setFeeds });
    return createBroadcast({
      admit: (signal) => call(routes.admitToShow, { params: { showId }, body: { as } }, signal),
      opened: receiver.attach,
      tell,
      muted: (kind) => {
        noteMuted((before) => ({ ...before, [kind]: true }));
        if (kind === "audio") setMutedByHost(true);
      },
      audience: setAudience,
      score: () => {},
    });
  }, [showId, as]);
  useEffect(() => () => broadcast.stop(), [broadcast]);
  const setMuted = useCallback(
    (kind: MediaKind, isMuted: boolean) => {
      broadcast.setMuted(kind, isMuted);
      noteMuted((before) => ({ ...before, [kind]: isMuted }));
      if (kind === "audio" && !isMuted) setMutedByHost(false);
    },
    [broadcast],
  );
  const stats = useStats(link.phase === "open", broadcast.report);
  const screen = useScreen(broadcast);
  const { start, replaceTrack, stop } = broadcast;
  return {
    state: states[link.phase],
    refusal: link.refusal,
    closedBy: link.closedBy,
    ...{ start, replaceTrack, muted, setMuted, mutedByHost, stop, screen, feeds, audience },
    health: stats && healthOf(stats),
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
