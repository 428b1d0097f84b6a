import type { Shop, ShopCard } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, duplicateKeyField } from "../kit/mongo.ts";

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

export const toWireShop = (shop: ShopRecord): Shop => ({ ...shop, createdAt: shop.createdAt.toISOString() });

export type ShopStore = ReturnType<typeof createShopStore>;

/** The shops: one per owner, each under a handle of its own. */
export const createShopStore = (db: Db) => {
  const shops = db.model<ShopDocument>("Shop", shopSchema);
  return {
    /** @returns which of the two was taken when it cannot be opened: its handle, or the owner's one shop. */
    async create(
      given: { ownerId: string; handle: string; name: string; about: string; createdAt: Date },
      session: DbSession,
    ): Promise<ShopRecord | "handle" | "owner"> {
      try {
        const [shop] = await shops.create([{ _id: new Types.ObjectId(), ...given }], { session });
        if (!shop) throw new Error("creating a shop gave no document");
        return toShop(shop);
      } catch (error) {
        const field = duplicateKeyField(error);
        if (field === "handle") return "handle";
        if (field === "ownerId") return "owner";
        throw error;
      }
    },

    async find(id: string, session?: DbSession): Promise<ShopRecord | null> {
      const found = await shops
        .findById(id)
        .session(session ?? null)
        .lean<ShopDocument>();
      return found && toShop(found);
    },

    async findByHandle(handle: string): Promise<ShopRecord | null> {
      const found = await shops.findOne({ handle }).lean<ShopDocument>();
      return found && toShop(found);
    },

    async cards(ids: readonly string[]): Promise<Map<string, ShopCard>> {
      const found = await shops.find({ _id: trusted({ $in: [...ids] }) }).lean<ShopDocument[]>();
      return new Map(found.map((shop) => [shop._id.toHexString(), toCard(shop)]));
    },

    async edit(
      id: string,
      changes: { name?: string; about?: string; avatarUrl?: string | null },
      session: DbSession,
    ): Promise<ShopRecord | null> {
      const found = await shops
        .findByIdAndUpdate(id, { $set: changes }, { session, returnDocument: "after" })
        .lean<ShopDocument>();
      return found && toShop(found);
    },
  };
};
