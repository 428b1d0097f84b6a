import type { PlannedStep } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

/** A step with when it was shown. */
export interface StepRecord extends PlannedStep {
  shownAt: Date | null;
}

export interface RunRecord {
  revision: number;
  steps: StepRecord[];
  /** Where somebody went; null: to the first that was not shown. */
  currentId: string | null;
}

interface StepDocument extends Omit<StepRecord, "id" | "productId" | "dropId"> {
  _id: Types.ObjectId;
  productId: Types.ObjectId | null;
  dropId: Types.ObjectId | null;
}

interface RunDocument {
  /** The show's id. */
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  revision: number;
  steps: StepDocument[];
  currentId: Types.ObjectId | null;
}

const stepSchema = new Schema<StepDocument>({
  heading: { type: String, default: "" },
  notes: { type: String, default: "" },
  minutes: { type: Number, default: null },
  productId: { type: Schema.Types.ObjectId, default: null },
  dropId: { type: Schema.Types.ObjectId, default: null },
  shownAt: { type: Date, default: null },
});

const runSchema = new Schema<RunDocument>(
  {
    shopId: { type: Schema.Types.ObjectId, required: true },
    revision: { type: Number, required: true },
    steps: { type: [stepSchema], required: true },
    currentId: { type: Schema.Types.ObjectId, default: null },
  },
  { collection: "runs_of_show" },
);

const toStep = ({ _id, productId, dropId, ...step }: StepDocument): StepRecord => ({
  ...step,
  id: _id.toHexString(),
  productId: productId?.toHexString() ?? null,
  dropId: dropId?.toHexString() ?? null,
});

const idOf = (id: string | null): Types.ObjectId | null => (id === null ? null : new Types.ObjectId(id));

const fromStep = ({ id, productId, dropId, ...step }: StepRecord): StepDocument => ({
  ...step,
  _id: new Types.ObjectId(id),
  productId: idOf(productId),
  dropId: idOf(dropId),
});

const nothingPlanned: RunRecord = { revision: 0, steps: [], currentId: null };

export type RunStore = ReturnType<typeof createRunStore>;

/** The plans of shows. */
export const createRunStore = (db: Db) => {
  const runs = db.model<RunDocument>("RunOfShow", runSchema);
  return {
    async find(showId: string): Promise<RunRecord> {
      const found = await runs.findById(showId).lean<RunDocument>();
      if (!found) return nothingPlanned;
      const { revision, steps, currentId } = found;
      return { revision, steps: steps.map(toStep), currentId: currentId?.toHexString() ?? null };
    },

    /**
     * Puts a plan in the place of the one that had this revision.
     * @returns the new revision; null when somebody else changed it meanwhile.
     */
    async replace(
      show: { id: string; shopId: string },
      { revision, steps, currentId }: RunRecord,
    ): Promise<number | null> {
      const next = {
        shopId: new Types.ObjectId(show.shopId),
        revision: revision + 1,
        steps: steps.map(fromStep),
        currentId: idOf(currentId),
      };
      try {
        if (revision === 0) await runs.create({ _id: new Types.ObjectId(show.id), ...next });
        else {
          const { matchedCount } = await runs.updateOne({ _id: show.id, revision }, { $set: next });
          if (matchedCount === 0) return null;
        }
        return next.revision;
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },
  };
};
