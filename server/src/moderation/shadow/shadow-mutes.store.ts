import { Schema, Types } from "mongoose";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../../kit/mongo.ts";

export interface ShadowMuteRecord {
  userId: string;
  reason: string;
  mutedBy: string;
  mutedAt: Date;
}

interface ShadowMuteDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  userId: Types.ObjectId;
  reason: string;
  mutedBy: Types.ObjectId;
  mutedAt: Date;
}

const schema = new Schema<ShadowMuteDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true },
  reason: { type: String, default: "" },
  mutedBy: { type: Schema.Types.ObjectId, required: true },
  mutedAt: { type: Date, required: true },
});
schema.index({ shopId: 1, userId: 1 }, { unique: true });

const toRecord = ({ userId, reason, mutedBy, mutedAt }: ShadowMuteDocument): ShadowMuteRecord => ({
  ...{ userId: userId.toHexString(), reason, mutedBy: mutedBy.toHexString(), mutedAt },
});

export type ShadowMuteStore = ReturnType<typeof createShadowMuteStore>;

/** Whose lines are seen by themselves and the team alone, in which shop. */
export const createShadowMuteStore = (db: Db) => {
  const mutes = db.model<ShadowMuteDocument>("ShadowMute", schema);
  return {
    async isMuted(shopId: string, userId: string): Promise<boolean> {
      const who = { shopId: new Types.ObjectId(shopId), userId: new Types.ObjectId(userId) };
      return (await driverOf(mutes).findOne(who, { projection: { _id: 1 } })) !== null;
    },

    async find(shopId: string, userId: string): Promise<ShadowMuteRecord | null> {
      const mute = await mutes.findOne({ shopId, userId }).lean<ShadowMuteDocument>();
      return mute && toRecord(mute);
    },

    /** @returns false when they are muted already. */
    async add(shopId: string, mute: ShadowMuteRecord, session: DbSession): Promise<boolean> {
      try {
        await mutes.create([{ _id: new Types.ObjectId(), shopId, ...mute }], { session });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** @returns the mute that was lifted, or null when there was none. */
    async remove(shopId: string, userId: string, session: DbSession): Promise<ShadowMuteRecord | null> {
      const mute = await mutes.findOneAndDelete({ shopId, userId }, { session }).lean<ShadowMuteDocument>();
      return mute && toRecord(mute);
    },

    /** Newest first. */
    async list(shopId: string): Promise<ShadowMuteRecord[]> {
      const found = await mutes.find({ shopId }).sort({ _id: -1 }).lean<ShadowMuteDocument[]>();
      return found.map(toRecord);
    },
  };
};
