import { type TaxRule, TaxSettings } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";
import { byId } from "../kit/by-id.ts";
import type { Db, DbSession } from "../kit/mongo.ts";

interface TaxesDocument {
  /** The shop. */
  _id: Types.ObjectId;
  settings: unknown;
}

const taxesSchema = new Schema<TaxesDocument>(
  { settings: { type: Schema.Types.Mixed, required: true } },
  { collection: "taxes", minimize: false },
);

export type TaxStore = ReturnType<typeof createTaxStore>;

/** Which taxes each shop collects; a new one collects none. */
export const createTaxStore = (db: Db) => {
  const shops = db.model<TaxesDocument>("Taxes", taxesSchema);
  const read = byId(shops);
  return {
    async of(shopId: string, session?: DbSession): Promise<TaxSettings> {
      const found = session
        ? await shops.findById(shopId).session(session).lean<TaxesDocument>()
        : await read(shopId);
      return found ? TaxSettings.parse(found.settings) : { rules: [] };
    },

    async set(shopId: string, settings: TaxSettings, session: DbSession): Promise<void> {
      await shops.updateOne({ _id: shopId }, { $set: { settings } }, { upsert: true, session });
    },
  };
};

/** The taxes on what goes to a country: those that name it, else those for everywhere else. */
export const taxesIn = ({ rules }: TaxSettings, country: string): TaxRule[] => {
  const named = rules.filter((rule) => rule.country === country);
  return named.length > 0 ? named : rules.filter((rule) => rule.country === null);
};
