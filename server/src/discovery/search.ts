import { ok, type Product, type Result, type SearchAnswer, type ShopCard, type Show } from "@showdrop/shared";
import { type ShopRecord, toWireShop } from "../shops/shops.store.ts";
import type { ShowRecord } from "../shows/show.schema.ts";
import type { FindableKind, FindableStore } from "./findable.store.ts";
import { distance } from "./near.ts";
import { closeness, queryOf, squash } from "./words.ts";

export interface SearchDeps {
  findables: FindableStore;
  shows: { findMany(ids: readonly string[]): Promise<Map<string, ShowRecord>> };
  shops: { findMany(ids: readonly string[]): Promise<Map<string, ShopRecord>> };
  findProducts(ids: readonly string[]): Promise<Product[]>;
  views: { many(shows: readonly ShowRecord[]): Promise<Show[]> };
}

/** Of each group, the best so many are told: more than anybody reads, and few enough for one answer. */
const TOLD = 24;

interface Found<T> {
  items: T[];
  count: number;
  more: boolean;
}

/** A way to search: which ids of a kind it finds, and how well a title answers, the larger the better. */
interface Way {
  look(kind: FindableKind): Promise<{ ids: string[]; more: boolean }>;
  rate(title: string): number;
}

/** Those that answer best first; those equally good stay in their order, which is newest first. */
const best = <T>(
  { rate }: Way,
  all: readonly T[],
  titleOf: (one: T) => string,
  weightOf: (one: T) => number = () => 0,
): T[] =>
  all
    .map((one) => ({ one, rated: rate(titleOf(one)), weight: weightOf(one) }))
    .toSorted((a, b) => b.rated - a.rated || b.weight - a.weight)
    .map(({ one }) => one);

/** What can be watched now or soon before what is over. */
const showWeight = ({ status }: ShowRecord): number =>
  ({ live: 3, paused: 3, scheduled: 2, ended: 1, cancelled: 0 })[status];

/**
 * Finds shows, shops and products by their words; where none has them, those that come close. What nobody may see is left out as
 * it is now, whatever was entered.
 */
export const search = async (deps: SearchDeps, text: string): Promise<Result<SearchAnswer>> => {
  const query = queryOf(text);
  const { findables } = deps;
  const by = async (way: Way) => {
    const [shows, shops, products] = await Promise.all([
      findShows(deps, way),
      findShops(deps, way),
      findProducts(deps, way),
    ]);
    const any = shows.count + shops.count + products.count > 0;
    return { any, found: { shows, shops, products } };
  };
  const { any, found } = await by({
    look: (kind) => findables.find(kind, query),
    rate: (title) => closeness(query, title),
  });
  if (any) return ok({ ...found, near: false });
  const close = await by({
    look: async (kind) => ({ ids: await findables.findNear(kind, query), more: false }),
    rate: (title) => -distance(query, squash(title)),
  });
  return ok({ ...close.found, near: close.any });
};

const findShows = async ({ shows, views }: SearchDeps, way: Way): Promise<Found<Show>> => {
  const { ids, more } = await way.look("show");
  const byId = await shows.findMany(ids);
  const open = ids.flatMap((id) => byId.get(id) ?? []).filter(({ status }) => status !== "cancelled");
  const told = best(way, open, ({ title }) => title, showWeight).slice(0, TOLD);
  return { items: await views.many(told), count: open.length, more };
};

const findShops = async ({ shops }: SearchDeps, way: Way): Promise<SearchAnswer["shops"]> => {
  const { ids, more } = await way.look("shop");
  const byId = await shops.findMany(ids);
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  const told = best(way, found, ({ name }) => name).slice(0, TOLD);
  return { items: told.map(toWireShop), count: found.length, more };
};

const findProducts = async (
  { shops, findProducts: read }: SearchDeps,
  way: Way,
): Promise<Found<{ product: Product; shop: ShopCard }>> => {
  const { ids, more } = await way.look("product");
  const onSale = (await read(ids)).filter(({ archived }) => !archived);
  const told = best(way, onSale, ({ title }) => title).slice(0, TOLD);
  const byId = await shops.findMany([...new Set(told.map(({ shopId }) => shopId))]);
  const items = told.flatMap((product) => {
    const shop = byId.get(product.shopId);
    return shop ? [{ product, shop: toCard(shop) }] : [];
  });
  return { items, count: onSale.length, more };
};

const toCard = ({ id, handle, name, avatarUrl }: ShopRecord): ShopCard => ({ id, handle, name, avatarUrl });
