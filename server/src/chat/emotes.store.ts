import type { Emote } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

interface EmoteDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  code: string;
  url: string;
}

const emoteSchema = new Schema<EmoteDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  code: { type: String, required: true },
  url: { type: String, required: true },
});
emoteSchema.index({ shopId: 1, code: 1 }, { unique: true });

const toEmote = ({ _id, code, url }: EmoteDocument): Emote => ({ id: _id.toHexString(), code, url });

export type EmoteStore = ReturnType<typeof createEmoteStore>;

/** The shops' own emotes. */
export const createEmoteStore = (db: Db) => {
  const emotes = db.model<EmoteDocument>("Emote", emoteSchema);
  return {
    async ofShop(shopId: string): Promise<Emote[]> {
      const found = await emotes.find({ shopId }).sort({ code: 1 }).lean<EmoteDocument[]>();
      return found.map(toEmote);
    },

    /** The shop's emotes among these codes. */
    async findMany(shopId: string, codes: readonly string[]): Promise<Emote[]> {
      if (codes.length === 0) return [];
      const found = await emotes.find({ shopId, code: trusted({ $in: [...codes] }) }).lean<EmoteDocument[]>();
      return found.map(toEmote);
    },

    /** @returns null when the shop has an emote with this code already. */
    async add(
      given: { shopId: string; code: string; url: string },
      session: DbSession,
    ): Promise<Emote | null> {
      try {
        const [made] = await emotes.create([{ _id: new Types.ObjectId(), ...given }], { session });
        if (!made) throw new Error("create gave no emote");
        return toEmote(made.toObject());
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /** @returns what was there, or null. */
    async remove(shopId: string, code: string, session: DbSession): Promise<Emote | null> {
      const found = await emotes.findOneAndDelete({ shopId, code }, { session }).lean<EmoteDocument>();
      return found && toEmote(found);
    },
  };
};
