import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { runFfmpeg } from "../ffmpeg.ts";
import type { MakingParts } from "./make-replay.ts";
import type { Span } from "./timeline.ts";

/** Every replay has so many: what cameras send, and every player shows. */
export const FRAMES_A_SECOND = 30;
/** Seconds between key frames: a seek shows the right picture after decoding at most so much. */
const KEY_FRAME_SECONDS = 2;

/**
 * `veryfast` encodes 720p at some times real time on one core; the presets beyond it take twice the time for a tenth of
 * the size. CRF 23 looks like what arrived. Bounded, so that noise does not fill the disk. Without B-frames the pieces
 * join frame by frame, by their bytes.
 */
const ENCODE = [
  ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "4M", "-bufsize", "8M"],
  ...["-pix_fmt", "yuv420p", "-profile:v", "high", "-bf", "0"],
  ...["-g", `${KEY_FRAME_SECONDS * FRAMES_A_SECOND}`, "-r", `${FRAMES_A_SECOND}`],
];

/** The whole picture, one piece after another. */
export const PICTURE_FILE = "picture.h264";
const PIECE_FILE = "piece.h264";
const LAST_FRAME = "last.png";

const frameAt = (ms: number): number => Math.round((ms * FRAMES_A_SECOND) / 1000);
const framesOf = ({ fromMs, toMs }: Span): number => frameAt(toMs) - frameAt(fromMs);
/** Turning clockwise by so many degrees, as ffmpeg's filters say it. */
const turns: Record<number, string> = { 90: "transpose=1,", 180: "hflip,vflip,", 270: "transpose=2," };

/**
 * Encodes the picture span by span, each with exactly the frames that its time has, so that the whole is as long as
 * the show. Where there is no picture, the last one stays, dark and out of focus.
 * @param beginnings when each take begins, in milliseconds from the recording's beginning
 */
export const makePicture = async (
  parts: MakingParts,
  spans: readonly Span[],
  beginnings: ReadonlyMap<string, number>,
  { width, height }: { width: number; height: number },
): Promise<void> => {
  const { work } = parts;
  const piece = join(work, PIECE_FILE);
  const total = frameAt(spans.at(-1)?.toMs ?? 0);
  const fit =
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2,` +
    `pad=${width}:${height}:-1:-1:color=black:eval=frame,setsar=1,format=yuv420p`;

  /** @returns how many frames there are now */
  const encode = async (span: Span, input: string[], filter: string): Promise<number> => {
    const first = frameAt(span.fromMs);
    let written = 0;
    await runFfmpeg({
      ...parts.quietly,
      args: [
        ...["-v", "error", "-nostdin", "-y", ...input, "-vf", filter, "-an", ...ENCODE],
        ...[
          "-frames:v",
          `${framesOf(span)}`,
          "-progress",
          "pipe:1",
          "-stats_period",
          "1",
          "-f",
          "h264",
          piece,
        ],
      ],
      onLine: (line) => {
        const done = /^frame=(\d+)/.exec(line)?.[1];
        if (!done) return;
        written = Number(done);
        parts.onProgress((first + written) / total);
      },
    });
    return written;
  };

  const encodeTake = (span: Span, { file, degrees }: NonNullable<Span["picture"]>): Promise<number> => {
    const late = ((beginnings.get(file) ?? 0) - span.fromMs) / 1000;
    return encode(
      span,
      // A picture whose size changes on the way (a narrow line) is fitted anew, and its times go on.
      ["-noautorotate", "-reinit_filter", "0", "-i", join(parts.folder, file)],
      // Times from the span's beginning on; where pictures are missing the one before them stays.
      `${turns[degrees] ?? ""}${fit},setpts=PTS+(${late})/TB,fps=${FRAMES_A_SECOND}:start_time=0,tpad=stop=-1:stop_mode=clone`,
    );
  };

  const encodeStill = (span: Span): Promise<number> =>
    encode(
      span,
      ["-i", join(work, LAST_FRAME)],
      `${fit},boxblur=12,eq=brightness=-0.25:saturation=0.6,loop=loop=-1:size=1:start=0,fps=${FRAMES_A_SECOND}`,
    );

  const encodeCard = (span: Span): Promise<number> =>
    encode(
      span,
      ["-f", "lavfi", "-i", `color=c=0x15151d:s=${width}x${height}:r=${FRAMES_A_SECOND}`],
      "setsar=1,format=yuv420p",
    );

  const keepLastFrame = (frames: number): Promise<void> =>
    runFfmpeg({
      ...parts.quietly,
      args: [
        ...["-v", "error", "-nostdin", "-y", "-f", "h264", "-i", piece],
        ...["-vf", `select=gte(n\\,${frames - 1})`, "-frames:v", "1", join(work, LAST_FRAME)],
      ],
    });

  let lastFrame = false;
  for (const [index, span] of spans.entries()) {
    const frames = framesOf(span);
    if (frames === 0) continue;
    const shown = span.picture !== null && (await encodeTake(span, span.picture)) === frames;
    // A take that cannot be decoded is a time without a picture too.
    if (!shown) await (lastFrame ? encodeStill(span) : encodeCard(span));
    await pipeline(createReadStream(piece), createWriteStream(join(work, PICTURE_FILE), { flags: "a" }));
    if (shown && spans[index + 1]?.picture === null) {
      await keepLastFrame(frames);
      lastFrame = true;
    }
  }
  await rm(piece, { force: true });
};
