import type { Category } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

/** A clip as it is kept: the replay that it is a part of says where its film is. */
export interface ClipRecord {
  id: string;
  showId: string;
  shopId: string;
  /** Its show's, when it was cut. */
  category: Category | null;
  title: string;
  /** Milliseconds from the replay's beginning. */
  fromMs: number;
  toMs: number;
  /** Its own picture; null where the replay's poster stands for it. */
  posterUrl: string | null;
  /** What was shown or sold while it was live. */
  productIds: string[];
  createdAt: Date;
}

interface ClipDocument extends Omit<ClipRecord, "id" | "showId" | "shopId" | "productIds"> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  shopId: Types.ObjectId;
  productIds: Types.ObjectId[];
}

const clipSchema = new Schema<ClipDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  shopId: { type: Schema.Types.ObjectId, required: true },
  category: { type: String, default: null },
  title: { type: String, required: true },
  fromMs: { type: Number, required: true },
  toMs: { type: Number, required: true },
  posterUrl: { type: String, default: null },
  productIds: { type: [Schema.Types.ObjectId], default: [] },
  createdAt: { type: Date, required: true },
});
clipSchema.index({ showId: 1, _id: -1 });
clipSchema.index({ shopId: 1, _id: -1 });
clipSchema.index({ category: 1, _id: -1 });

const toRecord = (clip: ClipDocument): ClipRecord => ({
  id: clip._id.toHexString(),
  showId: clip.showId.toHexString(),
  shopId: clip.shopId.toHexString(),
  category: clip.category,
  title: clip.title,
  fromMs: clip.fromMs,
  toMs: clip.toMs,
  posterUrl: clip.posterUrl,
  productIds: clip.productIds.map((id) => id.toHexString()),
  createdAt: clip.createdAt,
});

export type ClipStore = ReturnType<typeof createClipStore>;

/** The clips: parts of replays, which go when their replay goes. */
export const createClipStore = (db: Db) => {
  const clips = db.model<ClipDocument>("Clip", clipSchema);
  return {
    async create(given: Omit<ClipRecord, "id">, session: DbSession): Promise<ClipRecord> {
      const [clip] = await clips.create([{ _id: new Types.ObjectId(), ...given }], { session });
      if (!clip) throw new Error("creating a clip gave no document");
      return toRecord(clip.toObject());
    },

    async find(id: string): Promise<ClipRecord | null> {
      const clip = await clips.findById(id).lean<ClipDocument>();
      return clip && toRecord(clip);
    },

    /** The newest clips of a show, a shop, a category or of all. */
    async list(
      of: { showId?: string; shopId?: string; category?: Category | undefined },
      limit: number,
    ): Promise<ClipRecord[]> {
      const found = await clips
        .find({
          ...(of.showId === undefined ? {} : { showId: of.showId }),
          ...(of.shopId === undefined ? {} : { shopId: of.shopId }),
          ...(of.category === undefined ? {} : { category: of.category }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<ClipDocument[]>();
      return found.map(toRecord);
    },

    countOf: (showId: string): Promise<number> => clips.countDocuments({ showId }),

    /** @returns false when it was gone already */
    async remove(id: string, session: DbSession): Promise<boolean> {
      return (await clips.deleteOne({ _id: id }, { session })).deletedCount === 1;
    },

    /** Those of a show whose replay goes. */
    async removeOfShow(showId: string, session: DbSession): Promise<void> {
      await clips.deleteMany({ showId: trusted({ $eq: showId }) }, { session });
    },
  };
};
