import type { Opened } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

/** Somebody opened the card of a drop or a product in a show, or their bag. */
export interface Opening {
  showId: string;
  person: string;
  visitor: string | null;
  what: Opened["what"];
  /** Null for the bag. */
  subjectId: string | null;
}

interface OpeningDocument extends Omit<Opening, "showId" | "subjectId"> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  subjectId: Types.ObjectId | null;
  at: Date;
}

const openingSchema = new Schema<OpeningDocument>(
  {
    showId: { type: Schema.Types.ObjectId, required: true },
    person: { type: String, required: true },
    visitor: { type: String, default: null },
    what: { type: String, required: true },
    subjectId: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, required: true },
  },
  { collection: "openings" },
);
// Once a person and thing, however often they open it.
openingSchema.index({ showId: 1, person: 1, what: 1, subjectId: 1 }, { unique: true });
openingSchema.index({ person: 1 });

export type OpeningStore = ReturnType<typeof createOpeningStore>;

/** What was opened in shows, and by whom. */
export const createOpeningStore = (db: Db) => {
  const openings = db.model<OpeningDocument>("Opening", openingSchema);
  return {
    /** Again changes nothing. */
    async add(opening: Opening, at: Date): Promise<void> {
      try {
        await openings.create({ _id: new Types.ObjectId(), ...opening, at });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async ofShow(showId: string): Promise<Opening[]> {
      const found = await openings.find({ showId }).lean<OpeningDocument[]>();
      return found.map(({ person, visitor, what, subjectId }) => ({
        ...{ showId, person, visitor, what },
        subjectId: subjectId?.toHexString() ?? null,
      }));
    },

    /** Puts what a person opened under `as`, and forgets their browser. */
    async forget(person: string, as: string): Promise<void> {
      await openings.updateMany({ person }, { $set: { person: as, visitor: null } });
    },
  };
};
