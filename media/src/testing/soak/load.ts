import { setTimeout as pause } from "node:timers/promises";
import type { MediaRole } from "@showdrop/shared";
import { newId } from "../node.ts";
import { createReceiver, createSender, type join } from "../peers.ts";
import { nextPicture, startCamera, startMicrophone } from "../webrtc.ts";

/** Lets a peer of the loaded node in. */
export type Enter = (showId: string, role: MediaRole) => ReturnType<typeof join>;

const SHOWS = 2;
const VIEWERS_PER_SHOW = 4;
const HOST_STAYS_MS = 20_000;
const VIEWER_STAYS_MS = 3_000;
const COLOUR = { y: 90, u: 90, v: 200 };

/** Somewhere between half and one and a half times this. */
const about = (ms: number): number => ms * (0.5 + Math.random());

/** Hosts and viewers come, send or watch a while, leave, and others come. */
export const runLoad = async (enter: Enter, signal: AbortSignal): Promise<{ came: number; saw: number }> => {
  const done = { came: 0, saw: 0 };
  const stay = (ms: number) => pause(about(ms), undefined, { signal }).catch(() => undefined);

  const host = async (showId: string): Promise<void> => {
    const [camera, microphone] = [startCamera(COLOUR, COLOUR), startMicrophone()];
    while (!signal.aborted) {
      const peer = await enter(showId, "host");
      const sender = createSender(peer);
      await sender.produce({ track: camera.track, stopTracks: false });
      await sender.produce({ track: microphone.track, stopTracks: false });
      done.came += 1;
      await stay(HOST_STAYS_MS);
      await peer.leave();
    }
    camera.stop();
    microphone.stop();
  };

  const viewer = async (showId: string): Promise<void> => {
    while (!signal.aborted) {
      const peer = await enter(showId, "viewer");
      // A host who leaves at this moment takes the streams along.
      const consumers = await createReceiver(peer)
        .consume()
        .catch(() => []);
      done.came += 1;
      const picture = consumers.find(({ kind }) => kind === "video");
      // The host may be away, or leave before the first frame.
      if (picture) void nextPicture(picture.track).then(() => (done.saw += 1));
      await stay(VIEWER_STAYS_MS);
      await peer.leave();
    }
  };

  const shows = Array.from({ length: SHOWS }, () => newId());
  await Promise.all(
    shows.flatMap((showId) => [
      host(showId),
      ...Array.from({ length: VIEWERS_PER_SHOW }, () => viewer(showId)),
    ]),
  );
  return done;
};
