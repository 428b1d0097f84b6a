import { join } from "node:path";
import { runFfmpeg, startFfmpeg } from "../ffmpeg.ts";
import type { MakingParts } from "./make-replay.ts";
import type { Span } from "./timeline.ts";

/** Between the small pictures; further apart in a long show, so that they stay one file that a phone decodes. */
const EVERY_MS = 10_000;
const MOST_STILLS = 240;
const COLUMNS = 10;
/** Of a small picture's longer side, in pixels. */
const STILL_SIDE = 160;

/** The places in the film where a poster is looked for, as shares of all time with a picture. */
const CANDIDATES = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
/** A candidate is judged in this size, grey. */
const SAMPLE = { width: 32, height: 18 };

const even = (value: number): number => Math.max(2, 2 * Math.round(value / 2));

/** The small pictures, taken at the nearest key frames. */
export const makeStrip = async (
  parts: MakingParts,
  film: string,
  size: { width: number; height: number },
  durationMs: number,
  file: string,
) => {
  const everyMs = Math.max(EVERY_MS, Math.ceil(durationMs / MOST_STILLS));
  const count = Math.max(1, Math.ceil(durationMs / everyMs));
  const scale = STILL_SIDE / Math.max(size.width, size.height);
  const [width, height] = [even(size.width * scale), even(size.height * scale)];
  const rows = Math.ceil(count / COLUMNS);
  await runFfmpeg({
    ...parts.quietly,
    args: [
      ...["-v", "error", "-nostdin", "-y", "-skip_frame", "nokey", "-i", film],
      ...[
        "-vf",
        `scale=${width}:${height},fps=1000/${everyMs}:start_time=0:round=up,tile=${COLUMNS}x${rows}`,
      ],
      ...["-frames:v", "1", "-q:v", "5", join(parts.folder, file)],
    ],
  });
  return { file, everyMs, count, columns: COLUMNS, width, height };
};

/** A frame of the film that shows something: neither black nor of one colour. */
export const makePoster = async (
  parts: MakingParts,
  film: string,
  spans: readonly Span[],
  file: string,
): Promise<void> => {
  const shown = spans.filter(({ picture }) => picture !== null);
  const total = shown.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  let best = { seconds: 0, contrast: -1 };
  for (const share of CANDIDATES) {
    const seconds = placeAt(shown, share * total) / 1000;
    const contrast = await contrastAt(parts, film, seconds);
    if (contrast > best.contrast) best = { seconds, contrast };
  }
  await runFfmpeg({
    ...parts.quietly,
    args: [
      ...["-v", "error", "-nostdin", "-y", "-ss", `${best.seconds}`, "-i", film],
      ...["-frames:v", "1", "-q:v", "3", join(parts.folder, file)],
    ],
  });
};

/** Where in the film so much time with a picture has passed, in milliseconds. */
const placeAt = (shown: readonly Span[], elapsed: number): number => {
  let left = elapsed;
  for (const { fromMs, toMs } of shown) {
    if (left < toMs - fromMs) return fromMs + left;
    left -= toMs - fromMs;
  }
  return 0;
};

/** How much a frame's brightness varies: 0 for one even colour. */
const contrastAt = async (parts: MakingParts, film: string, seconds: number): Promise<number> => {
  const chunks: Buffer[] = [];
  const { width, height } = SAMPLE;
  const running = startFfmpeg({
    ...parts.quietly,
    args: [
      ...["-v", "error", "-nostdin", "-ss", `${seconds}`, "-i", film, "-frames:v", "1"],
      ...["-vf", `scale=${width}:${height},format=gray`, "-f", "rawvideo", "pipe:1"],
    ],
    onBytes: (bytes) => chunks.push(bytes),
  });
  await running.ended;
  const grey = Buffer.concat(chunks);
  if (grey.length === 0) return -1;
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length;
};
