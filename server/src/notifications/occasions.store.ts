import { Schema, type Types } from "mongoose";
import type { Db } from "../kit/mongo.ts";

/** Something that happens once and that people asked to be told of: a show begins, a drop opens. */
export interface OccasionRecord {
  /** `show:<id>` or `drop:<id>`: noted again, by whatever server, it is the same one. */
  id: string;
  shopId: string;
  showId: string;
  /** Null unless a drop opens. */
  dropId: string | null;
  at: Date;
  /** Which of its audiences is being told, and the last follow that was. */
  place: { audience: number; after: string | null };
}

interface OccasionDocument {
  _id: string;
  shopId: Types.ObjectId;
  showId: Types.ObjectId;
  dropId: Types.ObjectId | null;
  at: Date;
  place: OccasionRecord["place"];
  done: boolean;
}

/** Long after anything can still be sent; what is noted again later finds the notifications that there were. */
const KEEP_SECONDS = 30 * 24 * 3600;

const occasionSchema = new Schema<OccasionDocument>({
  _id: String,
  shopId: { type: Schema.Types.ObjectId, required: true },
  showId: { type: Schema.Types.ObjectId, required: true },
  dropId: { type: Schema.Types.ObjectId, default: null },
  at: { type: Date, required: true, index: { expireAfterSeconds: KEEP_SECONDS } },
  place: {
    type: new Schema<OccasionRecord["place"]>(
      { audience: { type: Number, required: true }, after: { type: String, default: null } },
      { _id: false },
    ),
    required: true,
  },
  done: { type: Boolean, required: true, index: true },
});

export type OccasionStore = ReturnType<typeof createOccasionStore>;

/** What happened, and how far its audiences have been told. */
export const createOccasionStore = (db: Db) => {
  const occasions = db.model<OccasionDocument>("Occasion", occasionSchema);
  return {
    /** Notes it, unless that was done. */
    async note({ id, ...given }: Omit<OccasionRecord, "place">): Promise<void> {
      await occasions.updateOne(
        { _id: id },
        { $setOnInsert: { ...given, place: { audience: 0, after: null }, done: false } },
        { upsert: true },
      );
    },

    /** Those whose audiences have not all been told, the first first. */
    async open(): Promise<OccasionRecord[]> {
      const found = await occasions.find({ done: false }).sort({ at: 1 }).lean<OccasionDocument[]>();
      return found.map(({ _id, shopId, showId, dropId, at, place }) => ({
        id: _id,
        shopId: shopId.toHexString(),
        showId: showId.toHexString(),
        dropId: dropId?.toHexString() ?? null,
        at,
        place: { audience: place.audience, after: place.after },
      }));
    },

    async reached(id: string, place: OccasionRecord["place"]): Promise<void> {
      await occasions.updateOne({ _id: id }, { $set: { place } });
    },

    async end(id: string): Promise<void> {
      await occasions.updateOne({ _id: id }, { $set: { done: true } });
    },
  };
};
