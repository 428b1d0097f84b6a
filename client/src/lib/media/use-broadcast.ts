import { type Audience, type CloseReason, type MediaKind, mediaRoutes, type Refusal } from "@showdrop/shared";
import { useCallback, useEffect, useMemo, useReducer, useState } from "react";
import { call } from "../api.ts";
import { createBroadcast } from "./broadcast.ts";
import type { Feed } from "./feeds.ts";
import type { Health } from "./health.ts";
import { idleLink, type Link, nextLink } from "./link.ts";
import { createReceiver } from "./receiver.ts";
import { useHealth } from "./use-health.ts";
import { type ScreenControl, useScreen } from "./use-screen.ts";

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
  /** To the host: what the guests send. A guest watches the show like everybody, over a line of its own. */
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
  const [scores, setScores] = useState<readonly number[]>([]);
  const broadcast = useMemo(() => {
    const receiver = createReceiver({ quality: "auto", sound: true, changed: setFeeds });
    return createBroadcast({
      admit: (signal) => call(mediaRoutes.admitToShow, { params: { showId }, body: { as } }, { signal }),
      opened: as === "host" ? receiver.attach : async () => {},
      tell,
      muted: (kind) => {
        noteMuted((before) => ({ ...before, [kind]: true }));
        if (kind === "audio") setMutedByHost(true);
      },
      audience: setAudience,
      score: (source, all) => {
        if (source === "camera") setScores(all);
      },
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
  const health = useHealth({
    onAir: link.phase === "open" || link.phase === "lost",
    connected: link.phase === "open",
    cameraOn: !muted.video,
    scores,
    report: broadcast.report,
  });
  const screen = useScreen(broadcast);
  const { start, replaceTrack, stop } = broadcast;
  return {
    state: states[link.phase],
    refusal: link.refusal,
    closedBy: link.closedBy,
    ...{ start, replaceTrack, muted, setMuted, mutedByHost, stop, screen, feeds, audience, health },
  };
};
