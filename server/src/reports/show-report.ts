import { SAMPLE_SECONDS, type ShowReport } from "@showdrop/shared";
import type { Sample } from "../audience/samples.store.ts";
import type { Stay } from "../audience/stays.store.ts";
import type { DropRecord } from "../drops/drop.schema.ts";
import type { SoldOrder } from "../orders/sold-orders.store.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import { countFunnel, type FunnelParts } from "./funnels.ts";
import { earnedFrom, sumByCurrency } from "./money.ts";
import { type Audience, audienceOf, type Span, watchTime } from "./people.ts";
import { type Marks, pinnedSpans } from "./show-log-marks.ts";

/** Entries of the viewers' series: as many as a wide screen has pixels for two of. */
const MOST_IN_SERIES = 720;
/** Sources that are named; the others are counted together. */
const MOST_SOURCES = 20;
const MINUTE_MS = 60_000;
/** Minutes of a show that are listed: a day. No show is longer, but a record could be wrong. */
const MOST_MINUTES = 24 * 60;

/** Everything that a show's report is worked out from. */
export interface ShowFigures extends Omit<FunnelParts, "audience"> {
  show: ShowRecord;
  stays: readonly Stay[];
  samples: readonly Sample[];
  drops: readonly DropRecord[];
  marks: Marks;
  /** Chat messages of each minute (ms) that has any. */
  messages: ReadonlyMap<number, number>;
  newFollowers: number;
}

const isPaid = ({ paidAt }: SoldOrder): boolean => paidAt !== null;

const viewersOf = (samples: readonly Sample[], unique: number): ShowReport["viewers"] => {
  const every = Math.max(1, Math.ceil(samples.length / MOST_IN_SERIES));
  return {
    step: every * SAMPLE_SECONDS,
    series: samples
      .filter((_, i) => i % every === 0)
      .map(({ at, count }) => ({ at: at.toISOString(), count })),
    peak: samples.reduce((most, { count }) => Math.max(most, count), 0),
    unique,
  };
};

const sourcesOf = ({ people }: Audience): ShowReport["sources"] => {
  const counted = new Map<string, ShowReport["sources"][number]>();
  for (const { first } of people.values()) {
    const key = JSON.stringify(first.cameFrom);
    const before = counted.get(key)?.people ?? 0;
    counted.set(key, { from: first.cameFrom, people: before + 1 });
  }
  const sorted = [...counted.values()].sort((a, b) => b.people - a.people);
  const others = sorted.slice(MOST_SOURCES).reduce((sum, { people }) => sum + people, 0);
  return [...sorted.slice(0, MOST_SOURCES), ...(others > 0 ? [{ from: null, people: others }] : [])];
};

const minutesOf = (figures: ShowFigures, end: number): ShowReport["minutes"] => {
  const { show, messages, orders } = figures;
  if (!show.startedAt) return [];
  const first = Math.floor(show.startedAt.getTime() / MINUTE_MS) * MINUTE_MS;
  const count = Math.min(MOST_MINUTES, Math.floor((end - first) / MINUTE_MS) + 1);
  const paid = Map.groupBy(orders.filter(isPaid), ({ paidAt }) =>
    Math.floor((paidAt?.getTime() ?? 0) / MINUTE_MS),
  );
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const at = first + i * MINUTE_MS;
    return {
      at: new Date(at).toISOString(),
      messages: messages.get(at) ?? 0,
      paid: sumByCurrency((paid.get(at / MINUTE_MS) ?? []).map(({ total }) => total)),
    };
  });
};

const productsOf = (
  { drops, marks, orders }: ShowFigures,
  parts: FunnelParts,
  spansOf: { pinned: ReadonlyMap<string, Span[]>; dropped(drop: DropRecord): Span[] },
): ShowReport["products"] => {
  const shown = [
    ...drops.map(({ productId, title, imageUrl }) => ({ id: productId, title, imageUrl })),
    ...marks.pins.flatMap(({ products }) => products),
    ...orders.flatMap(({ lines }) =>
      lines.map(({ productId, title, imageUrl }) => ({ id: productId, title, imageUrl })),
    ),
  ];
  const products = new Map(shown.toReversed().map((product) => [product.id, product]));
  const lines = orders.filter(isPaid).flatMap((order) => order.lines);
  return [...products.values()]
    .map((product) => {
      const itsDrops = drops.filter(({ productId }) => productId === product.id);
      const sold = lines.filter(({ productId }) => productId === product.id);
      return {
        ...product,
        funnel: countFunnel(parts, {
          shown: [...(spansOf.pinned.get(product.id) ?? []), ...itsDrops.flatMap(spansOf.dropped)],
          isDrop: (id) => itsDrops.some((drop) => drop.id === id),
          isProduct: (id) => id === product.id,
          bag: false,
        }),
        units: sold.reduce((sum, { quantity }) => sum + quantity, 0),
        paid: sumByCurrency(sold.map(({ totals }) => totals.total)),
      };
    })
    .sort((a, b) => b.units - a.units || b.funnel.saw - a.funnel.saw);
};

/** Works a show's report out from what was written down; the same record gives the same report. */
export const reportShow = (figures: ShowFigures, now: Date): ShowReport => {
  const { show, samples, drops, marks, orders, newFollowers } = figures;
  const { id, shopId, title, status, startedAt, endedAt } = show;
  const end = (endedAt ?? now).getTime();
  const audience = audienceOf(figures.stays);
  const parts: FunnelParts = { ...figures, audience };
  const paid = orders.filter(isPaid);
  const dropped = (drop: DropRecord): Span[] => {
    const opened = marks.opened.get(drop.id);
    return opened === undefined ? [] : [[Date.parse(opened), drop.closedAt?.getTime() ?? end]];
  };
  return {
    show: {
      ...{ id, shopId, title, status },
      startedAt: startedAt?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    },
    at: now.toISOString(),
    viewers: viewersOf(samples, audience.people.size),
    watched: watchTime(audience),
    newFollowers,
    funnel: countFunnel(parts, { shown: null, isDrop: () => true, isProduct: () => true, bag: true }),
    orders: paid.length,
    earned: earnedFrom(paid),
    pins: marks.pins.map(({ at, products }) => ({ at, titles: products.map((product) => product.title) })),
    drops: drops.map((drop) => {
      const isIts = ({ lines }: SoldOrder): boolean =>
        lines.some(({ source }) => source.kind === "drop" && source.dropId === drop.id);
      const lines = paid
        .filter(isIts)
        .flatMap((order) => order.lines)
        .filter(({ source }) => source.kind === "drop" && source.dropId === drop.id);
      return {
        id: drop.id,
        title: drop.title,
        openedAt: marks.opened.get(drop.id) ?? null,
        closedAt: drop.closedAt?.toISOString() ?? null,
        funnel: countFunnel(parts, {
          shown: dropped(drop),
          isDrop: (dropId) => dropId === drop.id,
          isProduct: () => false,
          bag: false,
        }),
        units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
        paid: sumByCurrency(lines.map(({ totals }) => totals.total)),
      };
    }),
    products: productsOf(figures, parts, { pinned: pinnedSpans(marks, end), dropped }),
    minutes: minutesOf(figures, end),
    sources: sourcesOf(audience),
  };
};
