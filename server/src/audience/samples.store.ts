import { Schema, Types } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

/** How many watched a show at a moment. */
export interface Sample {
  at: Date;
  count: number;
}

interface SampleDocument extends Sample {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
}

const sampleSchema = new Schema<SampleDocument>(
  {
    showId: { type: Schema.Types.ObjectId, required: true },
    at: { type: Date, required: true },
    count: { type: Number, required: true },
  },
  { collection: "viewer_samples" },
);
// Several servers count the same moment: the first is kept.
sampleSchema.index({ showId: 1, at: 1 }, { unique: true });

export type SampleStore = ReturnType<typeof createSampleStore>;

/** The viewer counts of shows, at a steady step. */
export const createSampleStore = (db: Db) => {
  const samples = db.model<SampleDocument>("ViewerSample", sampleSchema);
  return {
    async add(showId: string, sample: Sample): Promise<void> {
      try {
        await samples.create({ _id: new Types.ObjectId(), showId, ...sample });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    /** Oldest first. */
    async ofShow(showId: string): Promise<Sample[]> {
      const found = await samples.find({ showId }).sort({ at: 1 }).lean<SampleDocument[]>();
      return found.map(({ at, count }) => ({ at, count }));
    },

    /** The highest count of each show that has any. */
    async peaks(showIds: readonly string[]): Promise<Map<string, number>> {
      const found = await samples.aggregate<{ _id: Types.ObjectId; peak: number }>([
        { $match: { showId: { $in: showIds.map((id) => new Types.ObjectId(id)) } } },
        { $group: { _id: "$showId", peak: { $max: "$count" } } },
      ]);
      return new Map(found.map(({ _id, peak }) => [_id.toHexString(), peak]));
    },
  };
};
