import {
  type Admission,
  type Audience,
  type MediaEvents,
  type MediaKind,
  MediaSource,
  type Result,
  sourceKinds,
} from "@showdrop/shared";
import type { Connection } from "./connection.ts";
import type { LinkEvent } from "./link.ts";
import { prepareSending, type Sending } from "./send.ts";
import { stayConnected } from "./stay-connected.ts";

export interface Broadcast {
  /** Goes on air with these tracks; settles when they flow, or when it is clear that they will not. */
  start: (stream: MediaStream) => Promise<void>;
  /** Camera or microphone, also before the start and between connections: what is sent next is the newest. */
  replaceTrack: (kind: MediaKind, track: MediaStreamTrack) => void;
  setMuted: (kind: MediaKind, muted: boolean) => void;
  /** Sends these tracks as the screen and its sound, through reconnections, until `dropScreen`. */
  sendScreen: (stream: MediaStream) => void;
  dropScreen: () => void;
  stop: () => void;
  /** The counters of the connection; null while there is none. */
  report: () => Promise<Report | null>;
}

export interface Report {
  counters: RTCStatsReport;
  /** Which of the counters are the camera's. */
  cameraMid: string | null;
}

export interface BroadcastParts {
  admit: (signal: AbortSignal) => Promise<Result<Admission>>;
  /** What else is done with a connection: receiving what the others on stage send. */
  opened: (connection: Connection) => Promise<void>;
  tell: (event: LinkEvent) => void;
  /** The host of the show muted this. */
  muted: (kind: MediaKind) => void;
  audience: (audience: Audience) => void;
  /** How well the layers of what is sent arrive. */
  score: (source: MediaSource, scores: MediaEvents["producer:score"]["scores"]) => void;
}

const ownSource = { video: "camera", audio: "microphone" } as const satisfies Record<MediaKind, MediaSource>;
const screenSource = { video: "screen", audio: "screen-sound" } as const satisfies Record<
  MediaKind,
  MediaSource
>;
const kindOf = (track: MediaStreamTrack): MediaKind => (track.kind === "video" ? "video" : "audio");

/** Sends camera, microphone and screen, and sends them again after every lost connection. Knows nothing of React. */
export const createBroadcast = (parts: BroadcastParts): Broadcast => {
  const tracks = new Map<MediaSource, MediaStreamTrack>();
  const muted = new Set<MediaSource>();
  let sending: Sending | null = null;
  let life: AbortController | null = null;

  /** A sender that fails has lost its connection, which starts anew with the tracks as they are now. */
  const warn = (error: unknown) =>
    console.warn("a change of the broadcast waits for the next connection", error);

  const opened = async (connection: Connection) => {
    const { socket } = connection;
    const made = await prepareSending(connection, (source) => muted.has(source));
    connection.signal.addEventListener("abort", () => {
      if (sending === made) sending = null;
    });
    socket.on("audience", parts.audience);
    socket.on("producer:score", ({ producerId, scores }) => {
      const source = made.sourceOf(producerId);
      if (source) parts.score(source, scores);
    });
    socket.on("producer:muted", ({ producerId }) => {
      const source = made.sourceOf(producerId);
      if (!source) return;
      mute(source, true);
      parts.muted(sourceKinds[source]);
    });
    const received = parts.opened(connection);
    for (const [source, track] of tracks) await made.setTrack(source, track);
    sending = made;
    // What was changed while these tracks were put on air.
    for (const source of MediaSource.options) {
      const track = tracks.get(source);
      if (!track) await made.drop(source);
      else {
        await made.setTrack(source, track);
        await made.setMuted(source, muted.has(source));
      }
    }
    await received;
  };

  const run = (signal: AbortSignal, settled: () => void) =>
    stayConnected({
      admit: parts.admit,
      opened,
      tell: (event) => {
        // What was stopped may still have something to say; it is not of this broadcast any more.
        if (signal.aborted) return;
        parts.tell(event);
        if (event.type === "opened" || event.type === "refused" || event.type === "closed") settled();
      },
      signal,
    });

  const put = (source: MediaSource, track: MediaStreamTrack) => {
    tracks.set(source, track);
    sending?.setTrack(source, track).catch(warn);
  };

  const take = (source: MediaSource) => {
    if (tracks.delete(source)) sending?.drop(source).catch(warn);
  };

  const mute = (source: MediaSource, isMuted: boolean) => {
    if (isMuted) muted.add(source);
    else muted.delete(source);
    sending?.setMuted(source, isMuted).catch(warn);
  };

  return {
    start: (stream) =>
      new Promise((resolve) => {
        life?.abort();
        life = new AbortController();
        life.signal.addEventListener("abort", () => resolve());
        for (const track of stream.getTracks()) tracks.set(ownSource[kindOf(track)], track);
        void run(life.signal, resolve);
      }),
    replaceTrack: (kind, track) => put(ownSource[kind], track),
    setMuted: (kind, isMuted) => mute(ownSource[kind], isMuted),
    sendScreen: (stream) => {
      for (const track of stream.getTracks()) put(screenSource[kindOf(track)], track);
    },
    dropScreen: () => {
      take("screen");
      take("screen-sound");
    },
    stop: () => {
      if (!life) return;
      life.abort();
      life = null;
      parts.tell({ type: "stopped" });
    },
    report: async () => (sending ? sending.report() : null),
  };
};
