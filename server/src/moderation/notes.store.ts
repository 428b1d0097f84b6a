import { Schema, Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

export interface NoteRecord {
  id: string;
  /** Whom it is about. */
  userId: string;
  authorId: string;
  text: string;
  at: Date;
  editedAt: Date | null;
}

interface NoteDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  userId: Types.ObjectId;
  authorId: Types.ObjectId;
  text: string;
  at: Date;
  editedAt: Date | null;
}

const noteSchema = new Schema<NoteDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true },
  authorId: { type: Schema.Types.ObjectId, required: true },
  text: { type: String, required: true },
  at: { type: Date, required: true },
  editedAt: { type: Date, default: null },
});
noteSchema.index({ shopId: 1, userId: 1, _id: 1 });

const toRecord = ({ _id, userId, authorId, text, at, editedAt }: NoteDocument): NoteRecord => ({
  id: _id.toHexString(),
  userId: userId.toHexString(),
  authorId: authorId.toHexString(),
  ...{ text, at, editedAt },
});

export type NoteStore = ReturnType<typeof createNoteStore>;

/** What a shop's team wrote down about people. */
export const createNoteStore = (db: Db) => {
  const notes = db.model<NoteDocument>("Note", noteSchema);
  return {
    async add(
      shopId: string,
      given: Omit<NoteRecord, "id" | "editedAt">,
      session: DbSession,
    ): Promise<NoteRecord> {
      const _id = new Types.ObjectId();
      await notes.create([{ _id, shopId, ...given }], { session });
      return { ...given, id: _id.toHexString(), editedAt: null };
    },

    /** Changes a note of this author. @returns it as it was before, or null when they have no such note. */
    async edit(
      shopId: string,
      id: string,
      { authorId, text, at }: { authorId: string; text: string; at: Date },
      session: DbSession,
    ): Promise<NoteRecord | null> {
      const before = await notes
        .findOneAndUpdate({ _id: id, shopId, authorId }, { text, editedAt: at }, { session })
        .lean<NoteDocument>();
      return before && toRecord(before);
    },

    async exists(shopId: string, id: string): Promise<boolean> {
      return (await notes.exists({ _id: id, shopId })) !== null;
    },

    /** What is noted about somebody, oldest first. */
    async about(shopId: string, userId: string): Promise<NoteRecord[]> {
      const found = await notes.find({ shopId, userId }).sort({ _id: 1 }).lean<NoteDocument[]>();
      return found.map(toRecord);
    },
  };
};
