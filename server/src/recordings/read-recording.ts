import { ok, type Recording, type RecordingManifest, type Result, refuse } from "@showdrop/shared";
import type { ShowStore } from "../shows/shows.store.ts";
import { recordingUrl } from "./recording-files.ts";
import type { RecordingStore } from "./recordings.store.ts";

export interface ReadRecordingDeps {
  shows: ShowStore;
  recordings: RecordingStore;
  /** Milliseconds for which recordings are kept after the show's end; null for ever. */
  keepRecordingsMs: number | null;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** The show's recording, for everybody who may see the show. */
export const readRecording = async (
  { shows, recordings, keepRecordingsMs, isBanned }: ReadRecordingDeps,
  viewer: { id: string } | null,
  showId: string,
): Promise<Result<Recording>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (viewer && (await isBanned(show.shopId, viewer.id))) return refuse("BANNED");
  const recording = await recordings.find(showId);
  if (!recording || recording.deletedAt) return refuse("NOT_FOUND");
  return ok(toRecording(recording.manifest, keepRecordingsMs));
};

const toRecording = (
  { showId, status, startedAt, endedAt, progress, gaps, replay }: RecordingManifest,
  keptMs: number | null,
): Recording => {
  const expires = endedAt !== null && status === "ready" && keptMs !== null;
  return {
    ...{ showId, status, startedAt, progress, gaps },
    expiresAt: expires ? new Date(Date.parse(endedAt) + keptMs).toISOString() : null,
    replay: replay && withUrls(showId, replay),
  };
};

const withUrls = (
  showId: string,
  { video, poster, strip, ...replay }: NonNullable<RecordingManifest["replay"]>,
): Recording["replay"] => {
  const { file, ...pictures } = strip;
  return {
    ...replay,
    url: recordingUrl(showId, video),
    posterUrl: recordingUrl(showId, poster),
    strip: { ...pictures, url: recordingUrl(showId, file) },
  };
};
