import { Schema, type Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

interface EmbeddingDocument {
  /** The shop. */
  _id: Types.ObjectId;
  sites: string[];
}

const embeddingSchema = new Schema<EmbeddingDocument>(
  { sites: { type: [String], required: true } },
  { collection: "embeddings" },
);

export type EmbeddingStore = ReturnType<typeof createEmbeddingStore>;

/** Which sites may show a shop's player. A shop that never chose has no row, and names none. */
export const createEmbeddingStore = (db: Db) => {
  const embeddings = db.model<EmbeddingDocument>("Embedding", embeddingSchema);
  return {
    async sitesOf(shopId: string, session?: DbSession): Promise<string[]> {
      const found = await embeddings
        .findById(shopId)
        .session(session ?? null)
        .lean<EmbeddingDocument>();
      return found?.sites ?? [];
    },

    async setSites(shopId: string, sites: readonly string[], session: DbSession): Promise<void> {
      await embeddings.updateOne({ _id: shopId }, { $set: { sites: [...sites] } }, { upsert: true, session });
    },
  };
};
