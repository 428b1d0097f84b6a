import { RecordingManifest, type RecordingStatus } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

/** A show's recording as the record has it: what its manifest said last, and that it was deleted. */
export interface RecordingRecord {
  showId: string;
  manifest: RecordingManifest;
  /** Once it is set nothing of it comes back, whatever a media node still writes. */
  deletedAt: Date | null;
}

interface RecordingDocument {
  /** The show's. */
  _id: Types.ObjectId;
  status: RecordingStatus;
  /** When the show ended; null while it is on. */
  endedAt: Date | null;
  manifest: unknown;
  deletedAt: Date | null;
}

const recordingSchema = new Schema<RecordingDocument>(
  {
    status: { type: String, required: true },
    endedAt: { type: Date, default: null },
    manifest: { type: Schema.Types.Mixed, required: true },
    deletedAt: { type: Date, default: null },
  },
  { minimize: false },
);
recordingSchema.index({ deletedAt: 1, status: 1, endedAt: 1 });

const toRecord = (found: RecordingDocument): RecordingRecord => ({
  showId: found._id.toHexString(),
  manifest: RecordingManifest.parse(found.manifest),
  deletedAt: found.deletedAt,
});

const anyOf = (ids: readonly string[]) => trusted({ $in: ids.map((id) => new Types.ObjectId(id)) });

export type RecordingStore = ReturnType<typeof createRecordingStore>;

/** What is known of the shows' recordings; the files are on disk. */
export const createRecordingStore = (db: Db) => {
  const recordings = db.model<RecordingDocument>("Recording", recordingSchema);
  return {
    /** The recording of a show, deleted or not; null when none was ever known. */
    async find(showId: string): Promise<RecordingRecord | null> {
      const found = await recordings.findById(showId).lean<RecordingDocument>();
      return found && toRecord(found);
    },

    /** Those of these shows that can be watched now. */
    async ready(showIds: readonly string[]): Promise<RecordingRecord[]> {
      if (showIds.length === 0) return [];
      const found = await recordings
        .find({ _id: anyOf(showIds), status: "ready", deletedAt: null })
        .lean<RecordingDocument[]>();
      return found.map(toRecord);
    },

    /** Those of these shows of which nothing more will be learned: watchable, failed or deleted. */
    async settled(showIds: readonly string[]): Promise<Set<string>> {
      if (showIds.length === 0) return new Set();
      const found = await recordings
        .find({ _id: anyOf(showIds) })
        .select({ status: 1, deletedAt: 1 })
        .lean<Pick<RecordingDocument, "_id" | "status" | "deletedAt">[]>();
      const over = found.filter(
        ({ status, deletedAt }) => deletedAt !== null || status === "ready" || status === "failed",
      );
      return new Set(over.map(({ _id }) => _id.toHexString()));
    },

    /** Those of these shows whose recording was deleted. */
    async deletedOf(showIds: readonly string[]): Promise<string[]> {
      if (showIds.length === 0) return [];
      const found = await recordings
        .find({ _id: anyOf(showIds), deletedAt: trusted({ $ne: null }) })
        .select({ _id: 1 })
        .lean<Pick<RecordingDocument, "_id">[]>();
      return found.map(({ _id }) => _id.toHexString());
    },

    /** Shows that ended before this, and whose recording is still there. */
    async endedBefore(at: Date, limit: number): Promise<string[]> {
      const found = await recordings
        .find({ deletedAt: null, endedAt: trusted({ $lt: at }) })
        .select({ _id: 1 })
        .limit(limit)
        .lean<Pick<RecordingDocument, "_id">[]>();
      return found.map(({ _id }) => _id.toHexString());
    },

    /** Takes over what a manifest says. @returns false when the recording was deleted */
    async learn(manifest: RecordingManifest): Promise<boolean> {
      const { showId, status } = manifest;
      const endedAt = manifest.endedAt === null ? null : new Date(manifest.endedAt);
      try {
        await recordings.updateOne(
          { _id: showId, deletedAt: null },
          { $set: { status, endedAt, manifest } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        // There is one already, which is not undeleted.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** @returns false when there is none, or none any more */
    async markDeleted(showId: string, at: Date, session: DbSession): Promise<boolean> {
      const marked = await recordings.updateOne(
        { _id: showId, deletedAt: null },
        { $set: { deletedAt: at } },
        { session },
      );
      return marked.modifiedCount === 1;
    },
  };
};
