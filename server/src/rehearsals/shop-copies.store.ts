import { Types } from "mongoose";
import type { Db } from "../kit/mongo.ts";

type Raw = Record<string, unknown> & { _id: Types.ObjectId };

/** Ids of the original and what stands for them in the copy. */
export type Renamed = ReadonlyMap<string, string>;

/** A copy with every renamed id replaced, also within texts that name things by them. */
export const renameIn = (value: unknown, renamed: Renamed): unknown => {
  if (value instanceof Types.ObjectId) {
    const other = renamed.get(value.toHexString());
    return other === undefined ? value : new Types.ObjectId(other);
  }
  if (typeof value === "string") return value.replaceAll(/[0-9a-f]{24}/g, (id) => renamed.get(id) ?? id);
  if (Array.isArray(value)) return value.map((each) => renameIn(each, renamed));
  if (value instanceof Date || value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renameIn(each, renamed)]));
};

/** The name of a model's collection, which the real database has by the same. */
const collectionOf = (world: Db, model: string): string => {
  const found = world.models[model];
  if (!found) throw new Error(`there is no model ${model}`);
  return found.collection.name;
};

export interface Copied {
  shopId: string;
  /** The show that is played. */
  showId: string;
}

interface Source {
  real: Db;
  world: Db;
}

const hexOf = (rows: readonly Raw[]): string[] => rows.map(({ _id }) => _id.toHexString());

/**
 * Copies what a show needs to be played: its shop with team, products, stock, shipping, taxes and chat rules, and the
 * show with its open plans. Of people only their names go over. What tells others (followers, letters, webhooks,
 * payout accounts) is not there at all, and nothing of the original is touched.
 */
export const copyShop = async ({ real, world }: Source, { shopId, showId }: Copied): Promise<Copied> => {
  const shop = new Types.ObjectId(shopId);
  const read = (model: string, filter: Record<string, unknown>): Promise<Raw[]> =>
    real.collection<Raw>(collectionOf(world, model)).find(filter).toArray();

  const [members, products, drops] = await Promise.all([
    read("Member", { shopId: shop }),
    read("Product", { shopId: shop }),
    read("Drop", { showId: new Types.ObjectId(showId), closedAt: null }),
  ]);
  const fresh = [showId, ...hexOf(drops)];
  const renamed = new Map(fresh.map((id) => [id, new Types.ObjectId().toHexString()]));
  const variants = products.flatMap(({ variants: all }) => (Array.isArray(all) ? all : []));
  const variantIds = variants.map(({ _id }: Raw) => _id);
  const people = await read("User", { _id: { $in: members.map(({ userId }) => userId) } });

  const put = async (model: string, rows: readonly Raw[], more: Record<string, unknown> = {}) => {
    for (const row of rows) {
      const copy = { ...(renameIn(row, renamed) as Raw), ...more };
      await world
        .collection<Raw>(collectionOf(world, model))
        .replaceOne({ _id: copy._id }, copy, { upsert: true });
    }
  };
  await put(
    "User",
    people.map(({ _id, displayName, createdAt }) => ({
      ...{ _id, displayName, createdAt },
      email: `${_id.toHexString()}@rehearsal.invalid`,
    })),
  );
  await put("Member", members);
  await put("Product", products);
  for (const model of ["Image", "Emote", "Macro"]) await put(model, await read(model, { shopId: shop }));
  for (const model of ["Shop", "Shipping", "Taxes", "Automod"])
    await put(model, await read(model, { _id: shop }));
  await put("Stock", await read("Stock", { _id: { $in: variantIds } }));
  await put("StockEntry", await read("StockEntry", { variantId: { $in: variantIds } }));
  await put("Drop", drops);
  await put("RunOfShow", await read("RunOfShow", { _id: new Types.ObjectId(showId) }));
  // Never recorded: nothing of it is to be watched afterwards.
  await put("Show", await read("Show", { _id: new Types.ObjectId(showId) }), { record: false });
  return { shopId, showId: renamed.get(showId) ?? showId };
};

/** Takes away whatever belongs to a shop's rehearsal, in every collection that there is. */
export const eraseShop = async (world: Db, { shopId, showId }: Copied): Promise<void> => {
  const ids = [new Types.ObjectId(shopId), new Types.ObjectId(showId)];
  for (const { collection } of Object.values(world.models))
    await world
      .collection(collection.name)
      .deleteMany({ $or: [{ shopId: ids[0] }, { showId: ids[1] }, { _id: { $in: ids } }] });
};

/** Empties every collection: nobody rehearses. */
export const eraseAll = async (world: Db): Promise<void> => {
  for (const { collection } of Object.values(world.models))
    await world.collection(collection.name).deleteMany({});
};
