import { z } from "zod";
import { Id, Moment } from "./ids.ts";

/** `recording`: the show is on. `processing`: it is over and the replay is being made. `ready`: it can be watched. */
export const recordingStatuses = ["recording", "processing", "ready", "failed"] as const;
export const RecordingStatus = z.enum(recordingStatuses);
export type RecordingStatus = z.infer<typeof RecordingStatus>;

/** A time without a picture, in milliseconds from the recording's beginning: the host was away, or a recorder failed. */
export const RecordingGap = z.object({
  fromMs: z.int().nonnegative(),
  toMs: z.int().nonnegative(),
});
export type RecordingGap = z.infer<typeof RecordingGap>;

/**
 * A file of a recording, in the show's folder of the recordings' directory. Each making has names of its own, so that
 * what is behind a name never changes.
 */
export const RecordingFileName = z.string().regex(/^(video|poster|strip)-[A-Za-z0-9_-]{12,32}\.(mp4|jpg)$/);

/** Small pictures of the whole recording in one file: row by row, one every `everyMs`, each `width` by `height`. */
const strip = {
  everyMs: z.int().positive(),
  count: z.int().positive(),
  columns: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
};

/** Of the manifest in each show's folder, which media nodes write and servers read. */
export const RECORDING_MANIFEST = "recording.json";
export const RecordingManifest = z.object({
  showId: Id,
  status: RecordingStatus,
  /** When the host first sent anything: the recording's zero, to which the times of the show's log are relative. */
  startedAt: Moment,
  /** When the show ended; null while it is on. */
  endedAt: Moment.nullable(),
  /** How much of the replay is made: 0 to 1. */
  progress: z.number().min(0).max(1),
  gaps: z.array(RecordingGap),
  /** There once the replay is ready. */
  replay: z
    .object({
      durationMs: z.int().positive(),
      width: z.int().positive(),
      height: z.int().positive(),
      bytes: z.int().positive(),
      video: RecordingFileName,
      poster: RecordingFileName,
      strip: z.object({ file: RecordingFileName, ...strip }),
    })
    .nullable(),
});
export type RecordingManifest = z.infer<typeof RecordingManifest>;

/** A show's recording, as everybody may know it. */
export const Recording = z.object({
  showId: Id,
  status: RecordingStatus,
  startedAt: Moment,
  progress: z.number().min(0).max(1),
  gaps: z.array(RecordingGap),
  /** When it will be deleted; null for never, and while it is not ready. */
  expiresAt: Moment.nullable(),
  replay: z
    .object({
      url: z.string(),
      posterUrl: z.string(),
      durationMs: z.int().positive(),
      width: z.int().positive(),
      height: z.int().positive(),
      bytes: z.int().positive(),
      strip: z.object({ url: z.string(), ...strip }),
    })
    .nullable(),
});
export type Recording = z.infer<typeof Recording>;

/** Something in a show that its replay can jump to. */
export const ShowMoment = z.object({
  at: Moment,
  /** A product came to the front, a drop opened, or the answer to a question began. */
  kind: z.enum(["pin", "drop", "question"]),
  title: z.string(),
});
export type ShowMoment = z.infer<typeof ShowMoment>;
