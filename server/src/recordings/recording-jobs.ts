import type { Job } from "../jobs/jobs.ts";
import type { Logger } from "../kit/logger.ts";
import { type DeleteRecordingDeps, removeRecording } from "./delete-recording.ts";
import { type LearnDeps, learnRecording } from "./learn-recording.ts";

export interface RecordingJobsDeps extends DeleteRecordingDeps, LearnDeps {
  keepRecordingsMs: number | null;
  log: Logger;
}

/** After so long nobody waits for a replay that did not come, in milliseconds. */
const LOOK_BACK_MS = 24 * 3_600_000;
/** A media node that did not hear of a show's end is told again after this time, in milliseconds. */
const TELL_AGAIN_MS = 60_000;
/** Recordings deleted in one turn. */
const AT_ONCE = 100;

/** What keeps the record and the recordings' directory in step without anybody asking. */
export const recordingJobs = (deps: RecordingJobsDeps): Job[] => {
  const { shows, recordings, recordingFiles, mediaBus, clock, keepRecordingsMs, log } = deps;
  const toldAt = new Map<string, number>();

  return [
    {
      name: "unheardRecordings",
      everyMs: 5_000,
      run: async () => {
        const now = clock.now();
        const ended = await shows.listRecordedEndedSince(new Date(now - LOOK_BACK_MS));
        const settled = await recordings.settled(ended.map(({ id }) => id));
        for (const id of toldAt.keys()) if (!ended.some((show) => show.id === id)) toldAt.delete(id);
        for (const { id: showId, endedAt } of ended) {
          if (settled.has(showId) || !endedAt) continue;
          await learnRecording(deps, showId);
          const known = await recordings.find(showId);
          const since = toldAt.get(showId) ?? endedAt.getTime();
          if (known?.manifest.status !== "recording" || now - since < TELL_AGAIN_MS) continue;
          toldAt.set(showId, now);
          await mediaBus.tell({ type: "recording:finish", showId, endedAt: endedAt.toISOString() });
        }
      },
    },
    {
      name: "oldRecordings",
      everyMs: 60_000,
      run: async () => {
        if (keepRecordingsMs !== null)
          for (const showId of await recordings.endedBefore(
            new Date(clock.now() - keepRecordingsMs),
            AT_ONCE,
          )) {
            await removeRecording(deps, showId, { actorId: null, reason: "It was kept for as long as set." });
            log.info({ showId }, "recordings: deleted, as it was old");
          }
        for (const showId of await recordings.deletedOf(await recordingFiles.showIds()))
          await recordingFiles.remove(showId);
      },
    },
  ];
};
