import { join } from "node:path";
import { runFfmpeg } from "../ffmpeg.ts";
import type { MakingParts } from "./make-replay.ts";

/** Takes that are mixed at once; more (a long show with many who came and went) are mixed in groups first. */
const MIXED_AT_ONCE = 16;
const RATE = 48_000;

export interface SoundTake {
  /** In the folder of the recording, or of the work. */
  path: string;
  /** In milliseconds from the recording's beginning. */
  beginsMs: number;
}

/** Everything that was heard, in one file as long as the show. Silence where nothing was. */
export const SOUND_FILE = "sound.m4a";

export const makeSound = async (
  parts: MakingParts,
  takes: readonly SoundTake[],
  durationMs: number,
): Promise<void> => {
  if (takes.length > MIXED_AT_ONCE) {
    const groups: SoundTake[] = [];
    for (let from = 0; from < takes.length; from += MIXED_AT_ONCE) {
      // Lossless: it is heard again through the next mix.
      const path = join(parts.work, `mix-${from}-of-${takes.length}.flac`);
      await mix(parts, takes.slice(from, from + MIXED_AT_ONCE), durationMs, ["-c:a", "flac"], path);
      groups.push({ path, beginsMs: 0 });
    }
    await makeSound(parts, groups, durationMs);
    return;
  }
  await mix(parts, takes, durationMs, ["-c:a", "aac", "-b:a", "128k"], join(parts.work, SOUND_FILE));
};

const mix = async (
  parts: MakingParts,
  takes: readonly SoundTake[],
  durationMs: number,
  codec: readonly string[],
  path: string,
): Promise<void> => {
  const seconds = durationMs / 1000;
  const placed = takes.map(
    ({ beginsMs }, index) =>
      // Silence before a take and where packets are missing; whoever arrives a little late is not stretched.
      `[${index}:a]asetpts=PTS+(${beginsMs / 1000})/TB,aresample=${RATE}:async=1:first_pts=0,` +
      `aformat=sample_fmts=fltp:channel_layouts=stereo[t${index}]`,
  );
  const all = takes.map((_, index) => `[t${index}]`).join("");
  const whole = `apad=whole_dur=${seconds},atrim=end=${seconds}[out]`;
  const graph =
    takes.length === 0
      ? `anullsrc=r=${RATE}:cl=stereo,atrim=end=${seconds}[out]`
      : `${placed.join(";")};${all}amix=inputs=${takes.length}:normalize=0:duration=longest,` +
        `alimiter=limit=0.95:level=disabled,${whole}`;
  await runFfmpeg({
    ...parts.quietly,
    args: [
      ...["-v", "error", "-nostdin", "-y", ...takes.flatMap((take) => ["-i", take.path])],
      ...["-filter_complex", graph, "-map", "[out]", "-ar", `${RATE}`, "-ac", "2", ...codec, path],
    ],
  });
};
