import { ShippingSettings } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";
import { byId } from "../kit/by-id.ts";
import type { Db, DbSession } from "../kit/mongo.ts";

interface ShippingDocument {
  /** The shop. */
  _id: Types.ObjectId;
  settings: unknown;
}

const shippingSchema = new Schema<ShippingDocument>(
  { settings: { type: Schema.Types.Mixed, required: true } },
  { collection: "shipping", minimize: false },
);

/** A new shop sends everything everywhere free of charge, so that its first sale waits for no settings. */
const firstSettings: ShippingSettings = { zones: [], places: [], bundleHours: 0 };

export type ShippingStore = ReturnType<typeof createShippingStore>;

/** Where each shop sends to and what that costs, and where its orders can be picked up. */
export const createShippingStore = (db: Db) => {
  const shops = db.model<ShippingDocument>("Shipping", shippingSchema);
  const read = byId(shops);
  return {
    async of(shopId: string, session?: DbSession): Promise<ShippingSettings> {
      const found = session
        ? await shops.findById(shopId).session(session).lean<ShippingDocument>()
        : await read(shopId);
      return found ? ShippingSettings.parse(found.settings) : firstSettings;
    },

    async set(shopId: string, settings: ShippingSettings, session: DbSession): Promise<void> {
      await shops.updateOne({ _id: shopId }, { $set: { settings } }, { upsert: true, session });
    },
  };
};
