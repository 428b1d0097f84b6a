import type { ShowEntry } from "@showdrop/shared";
import type { Span } from "./people.ts";

/** What a show's log says about what was shown when. */
export interface Marks {
  pins: { at: string; products: { id: string; title: string; imageUrl: string | null }[] }[];
  /** When each drop began to sell. */
  opened: Map<string, string>;
}

export const marksOf = (entries: readonly ShowEntry[]): Marks => {
  const marks: Marks = { pins: [], opened: new Map() };
  for (const { at, event, data } of entries.map(({ at, ...entry }) => ({ at, ...entry }))) {
    if (event === "pins:changed")
      marks.pins.push({
        at,
        products: data.products.map(({ id, title, images }) => ({
          ...{ id, title },
          imageUrl: images[0]?.url ?? null,
        })),
      });
    if (event === "drop:changed" && (data.status === "open" || data.status === "sold_out"))
      if (!marks.opened.has(data.id)) marks.opened.set(data.id, at);
  }
  return marks;
};

/** The times in which each product lay over the video. @param end when the last pins were taken down (ms) */
export const pinnedSpans = ({ pins }: Marks, end: number): Map<string, Span[]> => {
  const spans = new Map<string, Span[]>();
  pins.forEach(({ at, products }, i) => {
    const until = Date.parse(pins[i + 1]?.at ?? "") || end;
    for (const { id } of products)
      spans.set(id, [...(spans.get(id) ?? []), [Date.parse(at), Math.max(until, Date.parse(at))]]);
  });
  return spans;
};
