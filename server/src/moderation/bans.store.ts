import { Schema, Types } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";

export interface BanRecord {
  userId: string;
  reason: string;
  bannedBy: string;
  bannedAt: Date;
}

interface BanDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  userId: Types.ObjectId;
  reason: string;
  bannedBy: Types.ObjectId;
  bannedAt: Date;
}

const banSchema = new Schema<BanDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true },
  reason: { type: String, default: "" },
  bannedBy: { type: Schema.Types.ObjectId, required: true },
  bannedAt: { type: Date, required: true },
});
banSchema.index({ shopId: 1, userId: 1 }, { unique: true });

const toRecord = (ban: BanDocument): BanRecord => ({
  userId: ban.userId.toHexString(),
  reason: ban.reason,
  bannedBy: ban.bannedBy.toHexString(),
  bannedAt: ban.bannedAt,
});

export type BanStore = ReturnType<typeof createBanStore>;

/** Who is banned from which shop's shows. */
export const createBanStore = (db: Db) => {
  const bans = db.model<BanDocument>("Ban", banSchema);
  return {
    async isBanned(shopId: string, userId: string): Promise<boolean> {
      return (await bans.exists({ shopId, userId })) !== null;
    },

    /** @returns the ban, and whether it is new: a person who is banned already stays so as they were. */
    async add(shopId: string, ban: BanRecord): Promise<{ ban: BanRecord; added: boolean }> {
      try {
        await bans.create({ _id: new Types.ObjectId(), shopId, ...ban });
        return { ban, added: true };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = await bans.findOne({ shopId, userId: ban.userId }).lean<BanDocument>();
        return { ban: known ? toRecord(known) : ban, added: false };
      }
    },

    /** @returns the ban that was lifted, or null when there was none. */
    async remove(shopId: string, userId: string): Promise<BanRecord | null> {
      const ban = await bans.findOneAndDelete({ shopId, userId }).lean<BanDocument>();
      return ban && toRecord(ban);
    },

    /** Newest first. */
    async list(shopId: string): Promise<BanRecord[]> {
      const found = await bans.find({ shopId }).sort({ bannedAt: -1, _id: -1 }).lean<BanDocument[]>();
      return found.map(toRecord);
    },

    async bannedIds(shopId: string): Promise<string[]> {
      const found = await bans.find({ shopId }).select({ userId: 1 }).lean<Pick<BanDocument, "userId">[]>();
      return found.map(({ userId }) => userId.toHexString());
    },
  };
};
