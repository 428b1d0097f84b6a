import { z } from "zod";
import { Moment } from "./ids.ts";

/** Bytes of a file of captions: an hour of speech is about 60 kB, and a show may last for eight. */
export const MAX_CAPTIONS_BYTES = 512 * 1024;
/** Cues in one file: one every two seconds for eight hours is 14,400. */
export const MAX_CAPTION_CUES = 15_000;

/** Which language a replay's captions are in: two letters of ISO 639-1, as `en` and `ko`. */
export const CaptionLanguage = z.string().regex(/^[a-z]{2}$/);
export type CaptionLanguage = z.infer<typeof CaptionLanguage>;

/** One language's captions of a replay. */
export const CaptionTrack = z.object({
  language: CaptionLanguage,
  /** Where the WebVTT file is; it changes with the file. */
  url: z.string(),
  cues: z.int().positive(),
  changedAt: Moment,
});
export type CaptionTrack = z.infer<typeof CaptionTrack>;
