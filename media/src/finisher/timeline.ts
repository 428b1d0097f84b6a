import type { RecordingGap } from "@showdrop/shared";
import type { JournalEntry } from "../recorder/folder.ts";
import type { Run, Size } from "./probe.ts";

/** A time without a picture that is shorter than this is filled with the picture before it, and is not spoken of. */
export const GAP_MS = 1_000;
/** A screen on which nothing moves sends a picture a second; no picture for longer than this is a gap. */
export const HOLE_MS = 3_000;

/** A take as it is found on disk. */
export interface FoundTake {
  file: string;
  runs: Run[];
  /** How far it must be turned clockwise, from when on (epoch milliseconds). */
  turns: { atMs: number; degrees: number }[];
}

/** What the replay shows in one stretch of time, in milliseconds from its beginning. */
export interface Span {
  fromMs: number;
  toMs: number;
  /** Null where there is no picture. */
  picture: { file: string; degrees: number } | null;
}

/** When the recording begins: the first time that anything was sent. Null when nothing ever was. */
export const zeroOf = (journals: readonly JournalEntry[][]): number | null => {
  const opened = journals.flat().filter(({ type }) => type === "opened");
  return opened.length > 0 ? Math.min(...opened.map(({ at }) => at)) : null;
};

/** What the picture shows at a time (epoch milliseconds): of several takes the one that began last. */
const pictureAt = (takes: readonly FoundTake[], at: number): Span["picture"] => {
  const covering = takes.filter(({ runs }) => runs.some(({ fromMs, toMs }) => fromMs <= at && at < toMs));
  const take = covering.toSorted((a, b) => beginning(b) - beginning(a))[0];
  if (!take) return null;
  const degrees = take.turns.findLast(({ atMs }) => atMs <= at)?.degrees ?? 0;
  return { file: take.file, degrees };
};

const beginning = ({ runs }: FoundTake): number => runs[0]?.fromMs ?? 0;

const same = (a: Span["picture"], b: Span["picture"]): boolean =>
  a?.file === b?.file && a?.degrees === b?.degrees;

/**
 * Lays takes of pictures out over the whole time of the show: spans without a hole between them, from 0 to its end.
 * @param zeroMs when the show began to be recorded, in epoch milliseconds
 */
export const layOut = (takes: readonly FoundTake[], zeroMs: number, durationMs: number): Span[] => {
  const cuts = takes.flatMap(({ runs, turns }) => [
    ...runs.flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
    ...turns.map(({ atMs }) => atMs),
  ]);
  const inside = cuts.map((at) => at - zeroMs).filter((at) => at > 0 && at < durationMs);
  const times = [...new Set([0, ...inside, durationMs])].toSorted((a, b) => a - b);
  const spans: Span[] = [];
  for (const [index, fromMs] of times.slice(0, -1).entries()) {
    const toMs = times[index + 1] ?? durationMs;
    const picture = pictureAt(takes, zeroMs + fromMs);
    const last = spans.at(-1);
    const short = picture === null && toMs - fromMs < GAP_MS;
    if (last && (same(last.picture, picture) || (short && last.picture))) last.toMs = toMs;
    else spans.push({ fromMs, toMs, picture });
  }
  // At the very beginning there is no picture before: the first one stands still for that moment.
  const [first, second] = spans;
  if (first && second && first.picture === null && first.toMs - first.fromMs < GAP_MS) {
    second.fromMs = first.fromMs;
    spans.shift();
  }
  return spans;
};

/** The times without a picture. */
export const gapsOf = (spans: readonly Span[]): RecordingGap[] =>
  spans.filter(({ picture }) => picture === null).map(({ fromMs, toMs }) => ({ fromMs, toMs }));

/** Where nobody sent a picture: what most films are. */
const NO_PICTURE = { width: 1280, height: 720 };

/** The size in which the picture was for the longest time, in even numbers as the encoder needs them. */
export const majorSize = (
  spans: readonly Span[],
  sizes: ReadonlyMap<string, readonly Size[]>,
  zeroMs: number,
): { width: number; height: number } => {
  const lasted = new Map<string, number>();
  for (const { fromMs, toMs, picture } of spans) {
    const ofTake = (picture && sizes.get(picture.file)) || [];
    for (const [index, { atMs, width, height }] of ofTake.entries()) {
      const begins = Math.max(fromMs, index === 0 ? fromMs : atMs - zeroMs);
      const ends = Math.min(toMs, (ofTake[index + 1]?.atMs ?? Number.POSITIVE_INFINITY) - zeroMs);
      const turned = (picture?.degrees ?? 0) % 180 === 90;
      const key = turned ? `${height}x${width}` : `${width}x${height}`;
      if (ends > begins) lasted.set(key, (lasted.get(key) ?? 0) + ends - begins);
    }
  }
  const [longest] = [...lasted].toSorted(([, a], [, b]) => b - a);
  const [width, height] = longest?.[0].split("x").map(Number) ?? [];
  if (!width || !height) return NO_PICTURE;
  return { width: width + (width % 2), height: height + (height % 2) };
};
