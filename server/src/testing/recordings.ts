import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { RECORDING_MANIFEST, type RecordingManifest } from "@showdrop/shared";
import type { TestServer } from "./harness.ts";

export const sampleReplay = {
  durationMs: 60_000,
  width: 640,
  height: 360,
  bytes: 1_000,
  video: "video-abcdefghijklmnop.mp4",
  poster: "poster-abcdefghijklmnop.jpg",
  strip: {
    file: "strip-abcdefghijklmnop.jpg",
    ...{ everyMs: 10_000, count: 6, columns: 10, width: 160, height: 90 },
  },
};

export const sampleManifest = (showId: string, more: Partial<RecordingManifest> = {}): RecordingManifest => ({
  showId,
  status: "ready",
  startedAt: new Date(Date.now() - 70_000).toISOString(),
  endedAt: new Date(Date.now() - 10_000).toISOString(),
  progress: 1,
  gaps: [{ fromMs: 5_000, toMs: 8_000 }],
  replay: sampleReplay,
  ...more,
});

/** Where a show's recording lies. */
export const recordingFolder = (server: TestServer, showId: string): string =>
  join(resolve(server.config.recordingsDir), showId);

/** Writes what a media node writes: the manifest and, when it is ready, its files. */
export const writeRecording = async (
  server: TestServer,
  manifest: RecordingManifest,
  film: Buffer = Buffer.alloc(1_000, "film"),
): Promise<void> => {
  const folder = recordingFolder(server, manifest.showId);
  await mkdir(folder, { recursive: true });
  if (manifest.replay) {
    await writeFile(join(folder, manifest.replay.video), film);
    await writeFile(join(folder, manifest.replay.poster), "poster");
    await writeFile(join(folder, manifest.replay.strip.file), "strip");
  }
  await writeFile(join(folder, RECORDING_MANIFEST), JSON.stringify(manifest));
};
