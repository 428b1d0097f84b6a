import { randomBytes } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { RecordingManifest } from "@showdrop/shared";
import { type FfmpegRun, runFfmpeg } from "../ffmpeg.ts";
import { type JournalEntry, readJournals } from "../recorder/folder.ts";
import { FRAMES_A_SECOND, makePicture, PICTURE_FILE } from "./picture.ts";
import { readFilm, readRuns, readSizes, type Size } from "./probe.ts";
import { makeSound, SOUND_FILE } from "./sound.ts";
import { makePoster, makeStrip } from "./stills.ts";
import { type FoundTake, gapsOf, HOLE_MS, layOut, majorSize, zeroOf } from "./timeline.ts";

/** How far the film's length may be from the show's. AAC comes in frames of 21 ms; a second is promised. */
const LENGTH_TOLERANCE_MS = 300;
/** A share of the whole work, for those who wait: the picture takes nearly all of it. */
const PICTURE_SHARE = 0.9;

export interface ReplayParts {
  ffmpeg: string;
  ffprobe: string;
  /** The show's folder. */
  folder: string;
  endedAtMs: number;
  signal: AbortSignal;
  /** How much is done, 0 to 1. */
  onProgress: (share: number) => void;
}

/** What each step of the making gets. */
export interface MakingParts extends ReplayParts {
  /** A folder for what is needed in between. */
  work: string;
  /** To run ffmpeg so that live shows do not feel it. */
  quietly: Pick<FfmpegRun, "program" | "cwd" | "niceness"> & { signal: AbortSignal };
}

/** A replay, as the manifest tells of it. */
export type MadeReplay = Pick<RecordingManifest, "startedAt" | "gaps" | "replay">;

/** It yields to everything else on this machine. */
const NICENESS = 15;

type NotedTake = Extract<JournalEntry, { type: "take" }>;

/**
 * Makes one film of all takes of a show: H.264 and AAC, as long as the show, that starts at once and seeks anywhere.
 * @returns null when nothing was recorded
 * @throws when it cannot be made, when `signal` says so, and when the folder is gone meanwhile
 */
export const makeReplay = async (given: ReplayParts): Promise<MadeReplay | null> => {
  const { ffmpeg, ffprobe, folder, signal } = given;
  const work = join(folder, "work");
  // What an attempt before this one left; and then not with its parents, as a deleted recording stays deleted.
  await rm(work, { recursive: true, force: true });
  await mkdir(work);
  const quietly = { program: ffmpeg, cwd: work, niceness: NICENESS, signal };
  const parts: MakingParts = { ...given, work, quietly };
  const token = randomBytes(12).toString("base64url");
  const names = { video: `video-${token}.mp4`, poster: `poster-${token}.jpg`, strip: `strip-${token}.jpg` };
  try {
    const journals = await readJournals(folder);
    const zeroMs = zeroOf(journals);
    if (zeroMs === null || given.endedAtMs <= zeroMs) return null;
    const durationMs = given.endedAtMs - zeroMs;
    const probe = { ffprobe, folder, signal };
    const noted = journals.flat();
    const takes: (FoundTake & Pick<NotedTake, "kind">)[] = [];
    for (const entry of noted) {
      if (entry.type !== "take") continue;
      const { file, kind } = entry;
      const runs = await readRuns(probe, file, HOLE_MS);
      if (runs.length > 0) takes.push({ file, kind, runs, turns: turnsOf(noted, file) });
    }
    if (takes.length === 0) return null;
    const beginnings = new Map(takes.map(({ file, runs }) => [file, (runs[0]?.fromMs ?? zeroMs) - zeroMs]));
    const pictures = takes.filter(({ kind }) => kind === "video");
    const sounds = takes.filter(({ kind }) => kind === "audio");
    const sizes = new Map<string, Size[]>();
    for (const { file } of pictures) sizes.set(file, await readSizes(probe, file));

    const spans = layOut(pictures, zeroMs, durationMs);
    const size = majorSize(spans, sizes, zeroMs);
    const share = (done: number) => given.onProgress(done * PICTURE_SHARE);
    await makePicture({ ...parts, onProgress: share }, spans, beginnings, size);
    await makeSound(
      parts,
      sounds.map(({ file }) => ({ path: join(folder, file), beginsMs: beginnings.get(file) ?? 0 })),
      durationMs,
    );

    const film = join(folder, names.video);
    await putTogether(parts, film);
    await verify(parts, film, durationMs);
    const strip = await makeStrip(parts, film, size, durationMs, names.strip);
    await makePoster(parts, film, spans, names.poster);
    const { size: bytes } = await stat(film);
    return {
      startedAt: new Date(zeroMs).toISOString(),
      gaps: gapsOf(spans),
      replay: { durationMs, ...size, bytes, video: names.video, poster: names.poster, strip },
    };
  } catch (error) {
    for (const name of Object.values(names)) await rm(join(folder, name), { force: true });
    throw error;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

const turnsOf = (noted: readonly JournalEntry[], file: string): FoundTake["turns"] =>
  noted.flatMap((entry) =>
    entry.type === "turned" && entry.file === file ? [{ atMs: entry.at, degrees: entry.degrees }] : [],
  );

/** Picture and sound in one file, its index in front, so that it plays before it is loaded. */
const putTogether = ({ work, quietly }: MakingParts, film: string): Promise<void> =>
  runFfmpeg({
    ...quietly,
    args: [
      ...["-v", "error", "-nostdin", "-y"],
      ...["-r", `${FRAMES_A_SECOND}`, "-f", "h264", "-i", join(work, PICTURE_FILE)],
      ...["-i", join(work, SOUND_FILE), "-map", "0:v", "-map", "1:a", "-codec", "copy"],
      // Of which a thirtieth is a whole number: every frame then has its exact time.
      ...["-video_track_timescale", "90000", "-movflags", "+faststart", film],
    ],
  });

const verify = async (parts: MakingParts, film: string, durationMs: number): Promise<void> => {
  const found = await readFilm(parts, film);
  const asExpected =
    found.codecs.toSorted().join() === "aac,h264" &&
    Math.abs(found.durationMs - durationMs) <= LENGTH_TOLERANCE_MS;
  if (!asExpected) throw new Error(`the film is not what it should be: ${JSON.stringify(found)}`);
};
