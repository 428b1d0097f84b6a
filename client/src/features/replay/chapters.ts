import type { Recording, ShowMoment } from "@showdrop/shared";

/** Two moments closer than this are one place to jump to. */
const TOGETHER_MS = 2_000;
/** A jump leads to a little before: what is said of a product begins before it is shown. */
const LEAD_MS = 1_500;

export interface Chapter {
  /** Milliseconds from the replay's beginning. */
  atMs: number;
  kind: ShowMoment["kind"];
  title: string;
}

/** Where a replay can be jumped to, in order: what happened before it began lies at its beginning. */
export const chaptersOf = (
  moments: readonly ShowMoment[],
  { startedAt, replay }: Pick<Recording, "startedAt" | "replay">,
): Chapter[] => {
  if (!replay) return [];
  const zero = Date.parse(startedAt);
  const chapters: Chapter[] = [];
  for (const { at, kind, title } of moments) {
    const offset = Date.parse(at) - zero;
    if (offset > replay.durationMs) continue;
    const atMs = Math.max(0, offset - LEAD_MS);
    const before = chapters.findIndex(
      (chapter) => chapter.title === title && atMs - chapter.atMs < TOGETHER_MS,
    );
    // A drop of what was just brought to the front says more than that.
    const found = chapters[before];
    if (!found) chapters.push({ atMs, kind, title });
    else if (kind === "drop") chapters[before] = { ...found, kind };
  }
  return chapters;
};

/** The place of a moment, such as a link names it, in a replay: a little before, in milliseconds. Null where it has none. */
export const placeOf = (
  moment: string | null,
  { startedAt, replay }: Pick<Recording, "startedAt" | "replay">,
): number | null => {
  const offset = moment === null ? Number.NaN : Date.parse(moment) - Date.parse(startedAt) - LEAD_MS;
  return replay && offset <= replay.durationMs ? Math.max(0, offset) : null;
};

/** The place of one small picture within the strip, as a background. */
export const stillAt = (
  { url, everyMs, count, columns, width, height }: NonNullable<Recording["replay"]>["strip"],
  atMs: number,
) => {
  const index = Math.min(count - 1, Math.floor(atMs / everyMs));
  const rows = Math.ceil(count / columns);
  return {
    backgroundImage: `url(${url})`,
    backgroundSize: `${columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${percent(index % columns, columns)} ${percent(Math.floor(index / columns), rows)}`,
    aspectRatio: `${width} / ${height}`,
  };
};

/** How CSS counts positions: 0 % is the first, 100 % the last. */
const percent = (index: number, of: number): string => (of > 1 ? `${(index / (of - 1)) * 100}%` : "0%");

/** A length as players write it: 7:05, 1:02:03. */
export const clockTime = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
};
