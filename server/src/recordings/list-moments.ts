import {
  type AnsweredQuestion,
  ok,
  type Result,
  refuse,
  type ShowEntry,
  type ShowMoment,
} from "@showdrop/shared";
import type { ShowLog } from "../hub/show-log.store.ts";
import type { ShowStore } from "../shows/shows.store.ts";

export interface ListMomentsDeps {
  shows: ShowStore;
  showLog: ShowLog;
  answeredIn(show: { id: string; shopId: string }): Promise<AnsweredQuestion[]>;
  isBanned(shopId: string, userId: string): Promise<boolean>;
}

/** What happened in a show that its replay can jump to. */
export const listMoments = async (
  { shows, showLog, isBanned, answeredIn }: ListMomentsDeps,
  viewer: { id: string } | null,
  showId: string,
): Promise<Result<{ items: ShowMoment[] }>> => {
  const show = await shows.find(showId);
  if (!show) return refuse("NOT_FOUND");
  if (viewer && (await isBanned(show.shopId, viewer.id))) return refuse("BANNED");
  const [entries, answered] = await Promise.all([
    showLog.ofKinds(showId, ["pins:changed", "drop:changed"]),
    answeredIn(show),
  ]);
  const moments = [...momentsIn(entries), ...answersIn(answered, show.startedAt)];
  return ok({ items: moments.toSorted((a, b) => a.at.localeCompare(b.at)) });
};

/** Products that came to the front, each time another one did, and drops when they opened. */
export const momentsIn = (entries: readonly ShowEntry[]): ShowMoment[] => {
  const moments: ShowMoment[] = [];
  const opened = new Set<string>();
  let front: string | null = null;
  for (const { at, event, data } of entries) {
    if (event === "pins:changed") {
      const product = data.products.find(({ id }) => id === data.featuredId) ?? data.products[0];
      if (product && product.id !== front) moments.push({ at, kind: "pin", title: product.title });
      front = product?.id ?? null;
    }
    if (event === "drop:changed" && data.status === "open" && !opened.has(data.id)) {
      opened.add(data.id);
      moments.push({ at, kind: "drop", title: data.product.title });
    }
  }
  return moments;
};

/** Where the answers to questions begin. */
const answersIn = (answered: readonly AnsweredQuestion[], startedAt: Date | null): ShowMoment[] =>
  startedAt === null
    ? []
    : answered.map(({ text, answeredMs }) => ({
        at: new Date(startedAt.getTime() + answeredMs).toISOString(),
        kind: "question",
        title: text,
      }));
