import { Schema, type Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

export interface PinRecord {
  messageId: string;
  pinnedBy: string;
  pinnedAt: Date;
}

interface PinDocument {
  /** The show: one message lies on top of its chat. */
  _id: Types.ObjectId;
  messageId: Types.ObjectId;
  pinnedBy: Types.ObjectId;
  pinnedAt: Date;
}

const pinSchema = new Schema<PinDocument>(
  {
    messageId: { type: Schema.Types.ObjectId, required: true },
    pinnedBy: { type: Schema.Types.ObjectId, required: true },
    pinnedAt: { type: Date, required: true },
  },
  { collection: "pinned_messages" },
);

const toRecord = ({ messageId, pinnedBy, pinnedAt }: PinDocument): PinRecord => ({
  messageId: messageId.toHexString(),
  pinnedBy: pinnedBy.toHexString(),
  pinnedAt,
});

export type PinnedStore = ReturnType<typeof createPinnedStore>;

/** Which message lies on top of a show's chat. */
export const createPinnedStore = (db: Db) => {
  const pins = db.model<PinDocument>("PinnedMessage", pinSchema);
  return {
    async find(showId: string): Promise<PinRecord | null> {
      const found = await pins.findById(showId).lean<PinDocument>();
      return found && toRecord(found);
    },

    async set(showId: string, pin: PinRecord, session: DbSession): Promise<void> {
      await pins.updateOne({ _id: showId }, { $set: pin }, { upsert: true, session });
    },

    /** @returns what was pinned, or null. */
    async remove(showId: string, session: DbSession): Promise<PinRecord | null> {
      const found = await pins.findOneAndDelete({ _id: showId }, { session }).lean<PinDocument>();
      return found && toRecord(found);
    },
  };
};
