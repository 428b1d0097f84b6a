import { Schema, Types } from "mongoose";
import { batched } from "../kit/batched.ts";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../kit/mongo.ts";

export interface BanRecord {
  id: string;
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
  id: ban._id.toHexString(),
  userId: ban.userId.toHexString(),
  reason: ban.reason,
  bannedBy: ban.bannedBy.toHexString(),
  bannedAt: ban.bannedAt,
});

export type BanStore = ReturnType<typeof createBanStore>;

/** Who is banned from which shop's shows. */
export const createBanStore = (db: Db) => {
  const bans = db.model<BanDocument>("Ban", banSchema);
  const bannedAmong = async (shopId: string, userIds: readonly string[]): Promise<string[]> => {
    const found = await driverOf(bans)
      .find({
        shopId: new Types.ObjectId(shopId),
        userId: { $in: userIds.map((id) => new Types.ObjectId(id)) },
      })
      .project<Pick<BanDocument, "userId">>({ userId: 1 })
      .toArray();
    return found.map(({ userId }) => `${shopId} ${userId.toHexString()}`);
  };
  const isBanned = batched(async (asked: readonly { shopId: string; userId: string }[]) => {
    const byShop = Map.groupBy(asked, ({ shopId }) => shopId);
    const banned = await Promise.all(
      [...byShop].map(([shopId, those]) =>
        bannedAmong(
          shopId,
          those.map(({ userId }) => userId),
        ),
      ),
    );
    const all = new Set(banned.flat());
    return asked.map(({ shopId, userId }) => all.has(`${shopId} ${userId}`));
  });
  return {
    isBanned: (shopId: string, userId: string): Promise<boolean> => isBanned({ shopId, userId }),

    async find(shopId: string, userId: string, session: DbSession | null = null): Promise<BanRecord | null> {
      const ban = await bans.findOne({ shopId, userId }, null, { session }).lean<BanDocument>();
      return ban && toRecord(ban);
    },

    /** @returns null when the person is banned already. */
    async add(shopId: string, given: Omit<BanRecord, "id">, session: DbSession): Promise<BanRecord | null> {
      try {
        const _id = new Types.ObjectId();
        await bans.create([{ _id, shopId, ...given }], { session });
        return { ...given, id: _id.toHexString() };
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /** @returns the ban that was lifted, or null when there was none. */
    async remove(shopId: string, userId: string, session: DbSession): Promise<BanRecord | null> {
      const ban = await bans.findOneAndDelete({ shopId, userId }, { session }).lean<BanDocument>();
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
