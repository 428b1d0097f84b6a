import { type Refusal, routes } from "@showdrop/shared";
import { useEffect, useReducer, useState } from "react";
import { call } from "../api.ts";
import { stayConnected } from "./connection.ts";
import { receive } from "./receive.ts";
import { nextWatch, noWatch, refusalOf, viewOf, type WatchView } from "./watch-state.ts";

export interface WatchStream {
  /** For a video element's `srcObject`. Another object whenever a track is exchanged for another. */
  stream: MediaStream | null;
  state: WatchView;
  refusal: Refusal | null;
}

/** Receives a show's picture and sound while `enabled`, through reconnections, until the show ends for this viewer. */
export const useWatchStream = (showId: string, enabled: boolean): WatchStream => {
  const [watch, tell] = useReducer(nextWatch, noWatch);
  const [stream, setStream] = useState<MediaStream | null>(null);

  useEffect(() => {
    if (!enabled) return;
    const life = new AbortController();
    const show = (tracks: MediaStreamTrack[]) => {
      setStream((current) => withTracks(current, tracks));
      tell({ type: "flow", flowing: tracks.length > 0 });
    };
    void stayConnected({
      admit: (signal) => call(routes.admitToShow, { params: { showId }, body: { as: "viewer" } }, signal),
      opened: async (connection) => {
        tell({ type: "host", present: connection.welcome.hostPresent });
        connection.socket.on("host", ({ present }) => tell({ type: "host", present }));
        connection.signal.addEventListener("abort", () => show([]));
        await receive(connection, show);
      },
      tell,
      signal: life.signal,
    });
    return () => life.abort();
  }, [showId, enabled]);

  return { stream, state: viewOf(watch), refusal: refusalOf(watch) };
};

/** The same stream where tracks were only added, so that what plays goes on without a break; else a new one. */
const withTracks = (current: MediaStream | null, tracks: MediaStreamTrack[]): MediaStream | null => {
  if (tracks.length === 0) return null;
  if (!current?.getTracks().every((track) => tracks.includes(track))) return new MediaStream(tracks);
  for (const track of tracks) current.addTrack(track);
  return current;
};
