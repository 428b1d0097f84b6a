import { Schema } from "mongoose";
import type { Db } from "../kit/mongo.ts";

interface CursorDocument {
  _id: string;
  /** Every event before this moment has taken effect. */
  seenUntil: Date;
}

const cursorSchema = new Schema<CursorDocument>({
  _id: { type: String, required: true },
  seenUntil: { type: Date, required: true },
});

const PROVIDER = "stripe";

export type EventCursorStore = ReturnType<typeof createEventCursorStore>;

/** How far the provider's events were gone through. */
export const createEventCursorStore = (db: Db) => {
  const cursors = db.model<CursorDocument>("PaymentEventCursor", cursorSchema);
  return {
    async read(): Promise<Date | null> {
      return (await cursors.findById(PROVIDER).lean<CursorDocument>())?.seenUntil ?? null;
    },
    async moveTo(seenUntil: Date): Promise<void> {
      await cursors.updateOne({ _id: PROVIDER }, { seenUntil }, { upsert: true });
    },
  };
};
