import type { RecordingFiles } from "./recording-files.ts";
import type { RecordingStore } from "./recordings.store.ts";

export interface LearnDeps {
  recordings: RecordingStore;
  recordingFiles: RecordingFiles;
}

/** Takes over what a media node says of a show's recording; what it makes of a deleted one is removed again. */
export const learnRecording = async (
  { recordings, recordingFiles }: LearnDeps,
  showId: string,
): Promise<void> => {
  const manifest = await recordingFiles.readManifest(showId);
  if (manifest?.showId !== showId) return;
  const kept = await recordings.learn(manifest);
  if (!kept) await recordingFiles.remove(showId);
};
