import type { Macro } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

interface MacroDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  name: string;
  text: string;
}

const macroSchema = new Schema<MacroDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  name: { type: String, required: true },
  text: { type: String, required: true },
});
macroSchema.index({ shopId: 1, name: 1 }, { unique: true });

const toMacro = ({ name, text }: MacroDocument): Macro => ({ name, text });

export type MacroStore = ReturnType<typeof createMacroStore>;

/** The saved texts of the shops' teams. */
export const createMacroStore = (db: Db) => {
  const macros = db.model<MacroDocument>("Macro", macroSchema);
  return {
    async ofShop(shopId: string): Promise<Macro[]> {
      const found = await macros.find({ shopId }).sort({ name: 1 }).lean<MacroDocument[]>();
      return found.map(toMacro);
    },

    async save(shopId: string, { name, text }: Macro, session: DbSession): Promise<void> {
      await macros.updateOne({ shopId, name }, { $set: { text } }, { upsert: true, session });
    },

    /** @returns what was there, or null. */
    async remove(shopId: string, name: string, session: DbSession): Promise<Macro | null> {
      const found = await macros.findOneAndDelete({ shopId, name }, { session }).lean<MacroDocument>();
      return found && toMacro(found);
    },
  };
};
