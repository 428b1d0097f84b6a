import { Schema, type Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

interface CaptionsDocument {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  language: string;
  cues: number;
  /** The WebVTT file. */
  text: string;
  changedAt: Date;
}

const captionsSchema = new Schema<CaptionsDocument>({
  showId: { type: Schema.Types.ObjectId, required: true },
  language: { type: String, required: true },
  cues: { type: Number, required: true },
  text: { type: String, required: true },
  changedAt: { type: Date, required: true },
});
captionsSchema.index({ showId: 1, language: 1 }, { unique: true });

export interface CaptionsRecord {
  language: string;
  cues: number;
  changedAt: Date;
}

export type CaptionStore = ReturnType<typeof createCaptionStore>;

/** The captions of replays, at most one file a language. */
export const createCaptionStore = (db: Db) => {
  const captions = db.model<CaptionsDocument>("Captions", captionsSchema);
  return {
    /** All of a show's, without their text, by language. */
    async ofShow(showId: string): Promise<CaptionsRecord[]> {
      const found = await captions
        .find({ showId })
        .select({ text: 0 })
        .sort({ language: 1 })
        .lean<Omit<CaptionsDocument, "text">[]>();
      return found.map(({ language, cues, changedAt }) => ({ language, cues, changedAt }));
    },
    async readText(showId: string, language: string): Promise<string | null> {
      return (await captions.findOne({ showId, language }).lean<CaptionsDocument>())?.text ?? null;
    },
    async put(
      showId: string,
      { language, ...file }: CaptionsRecord & { text: string },
      session: DbSession,
    ): Promise<void> {
      await captions.updateOne({ showId, language }, { $set: file }, { upsert: true, session });
    },
    /** @returns false when there are none in this language */
    async remove(showId: string, language: string, session: DbSession): Promise<boolean> {
      return (await captions.deleteOne({ showId, language }, { session })).deletedCount === 1;
    },
    async removeAll(showId: string, session: DbSession): Promise<void> {
      await captions.deleteMany({ showId }, { session });
    },
  };
};
