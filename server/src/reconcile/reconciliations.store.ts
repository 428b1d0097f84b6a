import { Reconciliation } from "@showdrop/shared";
import { Schema } from "mongoose";
import type { Db } from "../kit/mongo.ts";

interface ReconciliationDocument extends Omit<Reconciliation, "at"> {
  _id: string;
  at: Date;
}

const reconciliationSchema = new Schema<ReconciliationDocument>({
  _id: String,
  at: { type: Date, required: true },
  tookMs: { type: Number, required: true },
  compared: {
    type: new Schema<Reconciliation["compared"]>(
      {
        variants: { type: Number, required: true },
        entries: { type: Number, required: true },
        drops: { type: Number, required: true },
        orders: { type: Number, required: true },
      },
      { _id: false },
    ),
    required: true,
  },
  differences: [
    new Schema<Reconciliation["differences"][number]>(
      {
        kind: { type: String, required: true },
        subjectId: { type: String, required: true },
        expected: { type: Number, required: true },
        found: { type: Number, required: true },
      },
      { _id: false },
    ),
  ],
  total: { type: Number, required: true },
});

/** There is one for the platform: the newest. */
const NEWEST = "newest";

export type ReconciliationStore = ReturnType<typeof createReconciliationStore>;

/** What the last comparison found, for every server to tell. */
export const createReconciliationStore = (db: Db) => {
  const reconciliations = db.model<ReconciliationDocument>("Reconciliation", reconciliationSchema);
  return {
    async keep(found: Reconciliation): Promise<void> {
      await reconciliations.updateOne(
        { _id: NEWEST },
        { $set: { ...found, at: new Date(found.at) } },
        { upsert: true },
      );
    },

    async newest(): Promise<Reconciliation | null> {
      const found = await reconciliations.findById(NEWEST).lean<ReconciliationDocument>();
      return found && Reconciliation.parse({ ...found, at: found.at.toISOString() });
    },
  };
};
