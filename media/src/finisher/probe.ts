import { runFfmpeg } from "../ffmpeg.ts";

/** A time in which packets came, in epoch milliseconds. */
export interface Run {
  fromMs: number;
  toMs: number;
}

/** A size that a picture had from this moment on. */
export interface Size {
  atMs: number;
  width: number;
  height: number;
}

export interface ProbeParts {
  ffprobe: string;
  folder: string;
  signal: AbortSignal;
}

/** Frames a second of a picture that comes seldom: a screen on which nothing moves. */
const LAST_FRAME_MS = 33;

const probe = async (
  { ffprobe, folder, signal }: ProbeParts,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<void> => {
  // A take whose writer was killed ends in the middle of something: what can be read is what there is.
  await runFfmpeg({
    program: ffprobe,
    args: ["-v", "quiet", "-of", "csv=p=0", ...args],
    ...{ cwd: folder, signal, onLine },
  }).catch(() => signal.throwIfAborted());
};

/**
 * When a take's packets came: one run, or more where none came for longer than `holeMs`. None for a take that has nothing.
 */
export const readRuns = async (parts: ProbeParts, file: string, holeMs: number): Promise<Run[]> => {
  const runs: Run[] = [];
  await probe(parts, ["-show_entries", "packet=pts_time", file], (line) => {
    const atMs = Math.round(Number.parseFloat(line) * 1000);
    if (!Number.isFinite(atMs)) return;
    const run = runs.at(-1);
    if (run && atMs - run.toMs <= holeMs) run.toMs = Math.max(run.toMs, atMs + LAST_FRAME_MS);
    else runs.push({ fromMs: atMs, toMs: atMs + LAST_FRAME_MS });
  });
  return runs;
};

/** The sizes of a take's picture, which change at key frames alone. */
export const readSizes = async (parts: ProbeParts, file: string): Promise<Size[]> => {
  const sizes: Size[] = [];
  const entries = ["-skip_frame", "nokey", "-show_entries", "frame=pts_time,width,height", file];
  await probe(parts, entries, (line) => {
    const [at = Number.NaN, width = 0, height = 0] = line.split(",").map(Number.parseFloat);
    if (Number.isFinite(at) && width > 0 && height > 0)
      sizes.push({ atMs: Math.round(at * 1000), width, height });
  });
  return sizes;
};

/** How long a finished film is, in milliseconds, and what is in it. */
export const readFilm = async (parts: ProbeParts, file: string) => {
  const found = { durationMs: 0, codecs: [] as string[], frames: 0 };
  const entries = [
    "-show_entries",
    "format=duration:stream=codec_name,nb_frames",
    "-of",
    "default=nw=1",
    file,
  ];
  await probe(parts, entries, (line) => {
    const [key, value = ""] = line.split("=");
    if (key === "duration") found.durationMs = Math.round(Number.parseFloat(value) * 1000);
    if (key === "codec_name") found.codecs.push(value);
    if (key === "nb_frames" && found.codecs.at(-1) === "h264") found.frames = Number.parseInt(value, 10);
  });
  return found;
};
