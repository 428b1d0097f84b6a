import type { SystemLine } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import { batched } from "../kit/batched.ts";
import { type Db, driverOf, refusedOf } from "../kit/mongo.ts";

/** A line without what the store adds to it. */
type Unsaid<L> = L extends SystemLine ? Omit<L, "id"> : never;
export type NewLine = Unsaid<SystemLine>;

interface LineDocument {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  /** The business fact that the line tells of: it is told once. */
  key: string;
  line: NewLine;
}

const lineSchema = new Schema<LineDocument>(
  {
    showId: { type: Schema.Types.ObjectId, required: true },
    key: { type: String, required: true },
    line: { type: Schema.Types.Mixed, required: true },
  },
  { collection: "chat_lines" },
);
lineSchema.index({ showId: 1, key: 1 }, { unique: true });
lineSchema.index({ showId: 1, _id: -1 });

const toLine = ({ _id, line }: LineDocument): SystemLine => ({ ...line, id: _id.toHexString() });

export type LineStore = ReturnType<typeof createLineStore>;

/** What a show itself said in its chat. */
export const createLineStore = (db: Db) => {
  const lines = db.model<LineDocument>("ChatLine", lineSchema);
  const isNews = batched(async (made: readonly LineDocument[]) => {
    const refused = await refusedOf(driverOf(lines).insertMany([...made], { ordered: false }));
    return made.map((_, i) => !refused.has(i));
  });
  return {
    /** @returns null when the show told of that already. */
    async add(key: string, line: NewLine): Promise<SystemLine | null> {
      const made = { _id: new Types.ObjectId(), showId: new Types.ObjectId(line.showId), key, line };
      return (await isNews(made)) ? toLine(made) : null;
    },

    /** A show's last lines, oldest first. */
    async last(showId: string, limit: number): Promise<SystemLine[]> {
      const found = await lines.find({ showId }).sort({ _id: -1 }).limit(limit).lean<LineDocument[]>();
      return found.map(toLine).reverse();
    },
  };
};
