import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What ffprobe says of a finished film. */
export const describeFilm = async (path: string) => {
  const { stdout } = await run("ffprobe", [
    ...["-v", "error", "-of", "json", "-show_entries"],
    "format=duration:stream=codec_name,pix_fmt,width,height,avg_frame_rate,nb_frames",
    path,
  ]);
  const found: { format: { duration: string }; streams: Record<string, unknown>[] } = JSON.parse(stdout);
  return { seconds: Number(found.format.duration), streams: found.streams };
};

/** Mean luma (0 to 255) of the left and the right half of the frame at a time, found by seeking. */
export const lumaAt = async (path: string, seconds: number): Promise<{ left: number; right: number }> => {
  const { stdout } = await run(
    "ffmpeg",
    [
      ...["-v", "error", "-ss", `${seconds}`, "-i", path, "-frames:v", "1"],
      ...["-vf", "scale=2:1:flags=area:out_range=full,format=gray", "-f", "rawvideo", "pipe:1"],
    ],
    { encoding: "buffer" },
  );
  return { left: stdout[0] ?? -1, right: stdout[1] ?? -1 };
};

/** Loudness (RMS, 0 to 1) of the sound in a stretch of time. */
export const loudnessAt = async (path: string, seconds: number, length: number): Promise<number> => {
  const samples = await readSound(path, seconds, length);
  return Math.sqrt(samples.reduce((sum, value) => sum + value ** 2, 0) / Math.max(1, samples.length));
};

/** The first time after `from` at which the sound is loud, in seconds; within about 5 ms. */
export const firstSound = async (path: string, from: number): Promise<number> => {
  const samples = await readSound(path, from, 10);
  return from + samples.findIndex((value) => Math.abs(value) > 0.1) / 8_000;
};

const readSound = async (path: string, seconds: number, length: number): Promise<Float32Array> => {
  const { stdout } = await run(
    "ffmpeg",
    [
      ...["-v", "error", "-ss", `${seconds}`, "-t", `${length}`, "-i", path],
      ...["-vn", "-ac", "1", "-ar", "8000", "-f", "f32le", "pipe:1"],
    ],
    { encoding: "buffer", maxBuffer: 64 * 1024 * 1024 },
  );
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength));
};

/** The first frame after `from` whose left half is brighter than `luma`, in seconds. */
export const firstBright = async (path: string, from: number, luma: number): Promise<number> => {
  const { stdout } = await run(
    "ffmpeg",
    [
      ...["-v", "error", "-ss", `${from}`, "-t", "10", "-i", path],
      ...["-vf", "scale=2:1:flags=area,format=gray", "-f", "rawvideo", "pipe:1"],
    ],
    { encoding: "buffer", maxBuffer: 64 * 1024 * 1024 },
  );
  for (let frame = 0; 2 * frame < stdout.length; frame++)
    if ((stdout[2 * frame] ?? 0) > luma) return from + frame / 30;
  return Number.NaN;
};
