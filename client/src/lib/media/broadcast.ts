import type { Admission, MediaKind, Result } from "@showdrop/shared";
import { stayConnected } from "./connection.ts";
import type { LinkEvent } from "./link.ts";
import { prepareSending, type Sender } from "./send.ts";

export interface Broadcast {
  /** Goes on air with these tracks; settles when they flow, or when it is clear that they will not. */
  start: (stream: MediaStream) => Promise<void>;
  /** Also before the start and between connections: what is sent next is the newest. */
  replaceTrack: (kind: MediaKind, track: MediaStreamTrack) => void;
  setMuted: (kind: MediaKind, muted: boolean) => void;
  stop: () => void;
  /** The counters of the connection; null while there is none. */
  report: () => Promise<RTCStatsReport | null>;
}

export interface BroadcastParts {
  admit: (signal: AbortSignal) => Promise<Result<Admission>>;
  tell: (event: LinkEvent) => void;
}

/** Sends camera and microphone, and sends them again after every lost connection. Knows nothing of React. */
export const createBroadcast = ({ admit, tell }: BroadcastParts): Broadcast => {
  const tracks = new Map<MediaKind, MediaStreamTrack>();
  const muted = new Set<MediaKind>();
  let sender: Sender | null = null;
  let life: AbortController | null = null;

  /** A sender that fails has lost its connection, which starts anew with the tracks as they are now. */
  const warn = (error: unknown) =>
    console.warn("a change of the broadcast waits for the next connection", error);

  const run = (signal: AbortSignal, settled: () => void) =>
    stayConnected({
      admit,
      opened: async (connection) => {
        const made = await prepareSending(connection, (kind) => muted.has(kind));
        connection.signal.addEventListener("abort", () => {
          if (sender === made) sender = null;
        });
        for (const [kind, track] of tracks) await made.setTrack(kind, track);
        sender = made;
        // What was changed while these tracks were put on air.
        for (const [kind, track] of tracks) {
          await made.setTrack(kind, track);
          await made.setMuted(kind, muted.has(kind));
        }
      },
      tell: (event) => {
        // What was stopped may still have something to say; it is not of this broadcast any more.
        if (signal.aborted) return;
        tell(event);
        if (event.type === "opened" || event.type === "refused" || event.type === "closed") settled();
      },
      signal,
    });

  return {
    start: (stream) =>
      new Promise((resolve) => {
        life?.abort();
        life = new AbortController();
        life.signal.addEventListener("abort", () => resolve());
        tracks.clear();
        for (const track of stream.getTracks()) tracks.set(track.kind === "video" ? "video" : "audio", track);
        void run(life.signal, resolve);
      }),
    replaceTrack: (kind, track) => {
      tracks.set(kind, track);
      sender?.setTrack(kind, track).catch(warn);
    },
    setMuted: (kind, isMuted) => {
      if (isMuted) muted.add(kind);
      else muted.delete(kind);
      sender?.setMuted(kind, isMuted).catch(warn);
    },
    stop: () => {
      if (!life) return;
      life.abort();
      life = null;
      tell({ type: "stopped" });
    },
    report: async () => (sender ? sender.stats() : null),
  };
};
