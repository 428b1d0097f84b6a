import type { PictureRef } from "@showdrop/shared";
import type { PublishEvent } from "../events.ts";
import type { Logger } from "../logger.ts";
import type { Room } from "../room.ts";
import { folderOf, readManifest, removeFolder, writeManifest } from "./folder.ts";
import { type Recorder, startRecorder } from "./recorder.ts";

export interface RecordersParts {
  /** The recordings' directory. */
  directory: string;
  ffmpeg: string;
  publish: PublishEvent;
  log: Logger;
}

export interface Recorders {
  /** Records a room from now on, until it closes; nothing happens when it is recorded already. */
  record: (room: Room) => void;
  feature: (showId: string, featured: PictureRef | null) => void;
  /** Forgets what a show that is over needed. */
  forget: (showId: string) => void;
  /** Ends recording a show for good, and removes what there is. */
  remove: (showId: string) => Promise<void>;
  /** Waits for all recorders; their rooms are closed by then. */
  close: () => Promise<void>;
}

/** The recorders of this node's rooms. */
export const openRecorders = ({ directory, ffmpeg, publish, log }: RecordersParts): Recorders => {
  const recorders = new Map<Room, Recorder>();
  const featured = new Map<string, PictureRef | null>();
  const removed = new Set<string>();

  /** The first to record a show says so; whoever continues finds it said. */
  const announce = async (showId: string, folder: string, at: number): Promise<void> => {
    if (await readManifest(folder)) return;
    const startedAt = new Date(at).toISOString();
    await writeManifest(folder, {
      ...{ showId, status: "recording", startedAt, endedAt: null },
      ...{ progress: 0, gaps: [], replay: null },
    });
    await publish("recording:changed", showId);
  };

  const ofShow = (showId: string) => [...recorders].filter(([room]) => room.showId === showId);
  return {
    record: (room) => {
      const { showId } = room;
      if (recorders.has(room) || removed.has(showId) || room.closed()) return;
      const folder = folderOf(directory, showId);
      const recorder = startRecorder({
        ...{ room, folder, ffmpeg },
        featured: () => featured.get(showId) ?? null,
        onOpened: (at) => announce(showId, folder, at),
        log: log.child({ showId }),
      });
      recorders.set(room, recorder);
      room.router.observer.once("close", () => {
        void recorder.close().finally(() => recorders.delete(room));
      });
    },

    feature: (showId, picture) => {
      featured.set(showId, picture);
      for (const [, recorder] of ofShow(showId)) recorder.look();
    },

    forget: (showId) => {
      featured.delete(showId);
      removed.delete(showId);
    },

    remove: async (showId) => {
      removed.add(showId);
      await Promise.all(ofShow(showId).map(([, recorder]) => recorder.close()));
      await removeFolder(directory, showId);
    },

    close: async () => {
      await Promise.all([...recorders.values()].map((recorder) => recorder.close()));
    },
  };
};
