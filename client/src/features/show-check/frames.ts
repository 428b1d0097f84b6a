/** What a camera really gives: its pixels, and frames a second; null until they could be counted. */
export interface Frames {
  width: number;
  height: number;
  perSecond: number | null;
}

/** How many frames there were since the beginning, at a time in milliseconds. */
export interface Count {
  at: number;
  total: number;
}

export type PictureVerdict = "checking" | "cameraGone" | "noPicture" | "slow" | "small" | "good";

/** Frames are counted over two seconds: a single late one is no verdict. */
const COUNTED_MS = 2_000;
/** The lines of the layer that most phones receive (lib/media/encodings.ts): of less there is nothing to choose from. */
const SMALL_LINES = 360;
/** Half of a camera's 30 frames is where motion stutters; cameras go there by themselves in the dark. */
const SLOW_FRAMES = 15;

/** Frames a second between the first and the last count; null before there is enough to tell. */
export const perSecondOf = (counts: readonly Count[]): number | null => {
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last || last.at - first.at < COUNTED_MS) return null;
  return ((last.total - first.total) * 1000) / (last.at - first.at);
};

/** Forgets what is not needed any more to count over two seconds. */
export const recentCounts = (counts: readonly Count[], now: Count): Count[] => {
  const all = [...counts, now];
  const first = all.findLastIndex(({ at }) => now.at - at >= COUNTED_MS);
  return all.slice(Math.max(0, first));
};

/** What a creator should know about the picture. @param gone the camera was unplugged or taken away */
export const judgePicture = ({ width, height, perSecond }: Frames, gone: boolean): PictureVerdict => {
  if (gone) return "cameraGone";
  if (perSecond === null) return "checking";
  if (perSecond === 0) return "noPicture";
  // As it is said: 15 counted a little short are 15.
  if (Math.round(perSecond) < SLOW_FRAMES) return "slow";
  // Upright or not: the shorter side are the lines.
  return Math.min(width, height) < SMALL_LINES ? "small" : "good";
};
