import type { PictureRef } from "@showdrop/shared";
import type { Config } from "./config.ts";
import type { PublishEvent } from "./events.ts";
import { startFfmpeg } from "./ffmpeg.ts";
import { startFinisher } from "./finisher/finisher.ts";
import type { Logger } from "./logger.ts";
import { openRecorders } from "./recorder/recorders.ts";
import type { Redis } from "./redis.ts";
import type { Room } from "./room.ts";

export interface RecordingsParts {
  config: Pick<Config, "recordingsDir" | "ffmpeg" | "ffprobe">;
  redis: Redis;
  publish: PublishEvent;
  log: Logger;
}

/** What a node does to make a show one that can be watched again. Nothing of it can fail a show. */
export interface Recordings {
  /** Records a room from now on, until it closes. */
  record: (room: Room) => void;
  /** Which picture viewers see large, and so the recorded one; null for the host's camera. */
  feature: (showId: string, featured: PictureRef | null) => void;
  /** The show has ended (epoch milliseconds): makes its replay, unless another node does. */
  finish: (showId: string, endedAtMs: number) => void;
  /** Deletes the recording, finished or not, and records no more of this show. */
  remove: (showId: string) => void;
  /** Waits until no process of it is left; the rooms are closed by then. */
  stop: () => Promise<void>;
}

const runs = async (program: string): Promise<boolean> =>
  (await startFfmpeg({ program, args: ["-version"], cwd: "." }).ended).clean;

/** Recorders and finisher of a node. Without ffmpeg shows go on as always, and are not recorded. */
export const openRecordings = async ({
  config,
  redis,
  publish,
  log,
}: RecordingsParts): Promise<Recordings> => {
  const { recordingsDir: directory, ffmpeg, ffprobe } = config;
  if (!((await runs(ffmpeg)) && (await runs(ffprobe)))) {
    log.warn({ ffmpeg, ffprobe }, "shows are not recorded: ffmpeg does not run here");
    const nothing = () => undefined;
    return {
      record: nothing,
      feature: nothing,
      finish: nothing,
      remove: nothing,
      stop: async () => undefined,
    };
  }
  const recorders = openRecorders({ directory, ffmpeg, publish, log });
  const finisher = startFinisher({ directory, ffmpeg, ffprobe, redis, publish, log });

  return {
    record: recorders.record,
    feature: recorders.feature,
    finish: (showId, endedAtMs) => {
      recorders.forget(showId);
      finisher.finish(showId, endedAtMs);
    },
    remove: (showId) => {
      Promise.all([finisher.drop(showId), recorders.remove(showId)]).catch((error: unknown) =>
        log.error({ err: error, showId }, "a recording could not be deleted"),
      );
    },
    stop: async () => {
      await recorders.close();
      await finisher.stop();
    },
  };
};
