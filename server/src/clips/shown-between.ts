import type { ShowEntry } from "@showdrop/shared";

/**
 * The products that viewers saw in a part of a show: those that lay over the video, the featured one first, and those of
 * drops that were open, in the order in which they came.
 * @param from, to milliseconds since 1970
 */
export const shownBetween = (
  entries: readonly ShowEntry[],
  { from, to }: { from: number; to: number },
): string[] => {
  const shown = new Set<string>();
  let pinned: string[] = [];
  const open = new Map<string, string>();
  const see = () => {
    for (const id of [...pinned, ...open.values()]) shown.add(id);
  };
  let begun = false;
  for (const { at, event, data } of entries) {
    const time = Date.parse(at);
    if (time > to) break;
    // What lay there when the part began was seen too.
    if (!begun && time > from) see();
    begun ||= time > from;
    if (event === "pins:changed")
      pinned = data.products
        .map(({ id }) => id)
        .toSorted((a, b) => Number(b === data.featuredId) - Number(a === data.featuredId));
    if (event === "drop:changed") {
      if (data.status === "open" || data.status === "sold_out") open.set(data.id, data.product.id);
      else open.delete(data.id);
    }
    if (begun) see();
  }
  if (!begun) see();
  return [...shown];
};
