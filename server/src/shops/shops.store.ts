import type { Shop, ShopCard } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { createFindableStore, type Findable } from "../discovery/findable.store.ts";
import { byId } from "../kit/by-id.ts";
import { type Db, type DbSession, duplicateKeyField, isDuplicateKey } from "../kit/mongo.ts";

export interface ShopRecord extends Omit<Shop, "createdAt"> {
  createdAt: Date;
}

interface ShopDocument {
  _id: Types.ObjectId;
  ownerId: Types.ObjectId;
  handle: string;
  name: string;
  about: string;
  avatarUrl: string | null;
  createdAt: Date;
}

const shopSchema = new Schema<ShopDocument>({
  ownerId: { type: Schema.Types.ObjectId, required: true, unique: true },
  handle: { type: String, required: true, unique: true },
  name: { type: String, required: true },
  about: { type: String, default: "" },
  avatarUrl: { type: String, default: null },
  createdAt: { type: Date, required: true },
});

const toCard = ({ _id, handle, name, avatarUrl }: ShopDocument): ShopCard => ({
  id: _id.toHexString(),
  handle,
  name,
  avatarUrl,
});

const toShop = (shop: ShopDocument): ShopRecord => ({
  ...toCard(shop),
  about: shop.about,
  createdAt: shop.createdAt,
});

const toFindable = ({ id, name, handle, about }: ShopRecord): Findable => ({
  ...{ kind: "shop", id, texts: [name, handle, about] },
});

export const toWireShop = (shop: ShopRecord): Shop => ({ ...shop, createdAt: shop.createdAt.toISOString() });

export type ShopStore = ReturnType<typeof createShopStore>;

/** The shops: one per owner, each under a handle of its own. */
export const createShopStore = (db: Db) => {
  const shops = db.model<ShopDocument>("Shop", shopSchema);
  const findables = createFindableStore(db);
  const read = byId(shops);
  const readAll = async (ids: readonly string[]): Promise<ShopDocument[]> =>
    (await Promise.all(ids.map(read))).filter((shop) => shop !== null);
  return {
    /** @returns which of the two was taken when it cannot be opened: its handle, or the owner's one shop. */
    async create(
      given: { ownerId: string; handle: string; name: string; about: string; createdAt: Date },
      session: DbSession,
    ): Promise<ShopRecord | "handle" | "owner"> {
      try {
        const [created] = await shops.create([{ _id: new Types.ObjectId(), ...given }], { session });
        if (!created) throw new Error("creating a shop gave no document");
        const shop = toShop(created);
        await findables.enter(toFindable(shop), session);
        return shop;
      } catch (error) {
        const field = duplicateKeyField(error);
        if (field === "handle") return "handle";
        if (field === "ownerId") return "owner";
        throw error;
      }
    },

    /** @returns false when they own another one already */
    async setOwner(id: string, ownerId: string, session: DbSession): Promise<boolean> {
      try {
        await shops.updateOne({ _id: id }, { ownerId }, { session });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async find(id: string, session?: DbSession): Promise<ShopRecord | null> {
      const found = session ? await shops.findById(id).session(session).lean<ShopDocument>() : await read(id);
      return found && toShop(found);
    },

    async findByHandle(handle: string): Promise<ShopRecord | null> {
      const found = await shops.findOne({ handle }).lean<ShopDocument>();
      return found && toShop(found);
    },

    async cards(ids: readonly string[]): Promise<Map<string, ShopCard>> {
      const found = await readAll(ids);
      return new Map(found.map((shop) => [shop._id.toHexString(), toCard(shop)]));
    },

    /** These shops, by id. */
    async findMany(ids: readonly string[]): Promise<Map<string, ShopRecord>> {
      const found = await readAll(ids);
      return new Map(found.map((shop) => [shop._id.toHexString(), toShop(shop)]));
    },

    /** Enters those of the next shops after an id that the search does not know. @returns the last one's id; null after the last */
    async enterMissing(after: string | null, limit: number): Promise<string | null> {
      const found = await shops
        .find(after === null ? {} : { _id: trusted({ $gt: after }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<ShopDocument[]>();
      await findables.enterMissing(found.map((shop) => toFindable(toShop(shop))));
      return found.at(-1)?._id.toHexString() ?? null;
    },

    /** Handles of up to so many shops, the newest first. */
    async listNewest(limit: number): Promise<{ handle: string }[]> {
      return shops.find().sort({ _id: -1 }).limit(limit).select({ handle: 1 }).lean<{ handle: string }[]>();
    },

    async edit(
      id: string,
      changes: { name?: string; about?: string; avatarUrl?: string | null },
      session: DbSession,
    ): Promise<ShopRecord | null> {
      const found = await shops
        .findByIdAndUpdate(id, { $set: changes }, { session, returnDocument: "after" })
        .lean<ShopDocument>();
      if (!found) return null;
      const edited = toShop(found);
      await findables.enter(toFindable(edited), session);
      return edited;
    },
  };
};
