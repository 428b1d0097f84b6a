import { SCREEN_HOURS } from "@showdrop/shared";
import { Schema, Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";
import { sha256 } from "../kit/random.ts";

/** A paired screen. It acts for whoever paired it, and only while they may. */
export interface ScreenRecord {
  id: string;
  showId: string;
  shopId: string;
  /** Who asked for its code. */
  by: string;
  device: string;
  pairedAt: Date;
  seenAt: Date;
}

interface ScreenDocument {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  shopId: Types.ObjectId;
  by: Types.ObjectId;
  tokenHash: string;
  device: string;
  pairedAt: Date;
  seenAt: Date;
  expiresAt: Date;
}

/** Milliseconds between two notes of "seen". */
const SEEN_EVERY_MS = 60_000;

const screenSchema = new Schema<ScreenDocument>({
  showId: { type: Schema.Types.ObjectId, required: true, index: true },
  shopId: { type: Schema.Types.ObjectId, required: true },
  by: { type: Schema.Types.ObjectId, required: true },
  tokenHash: { type: String, required: true, unique: true },
  device: { type: String, required: true },
  pairedAt: { type: Date, required: true },
  seenAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true, index: { expireAfterSeconds: 0 } },
});

const toRecord = ({ _id, showId, shopId, by, device, pairedAt, seenAt }: ScreenDocument): ScreenRecord => ({
  id: _id.toHexString(),
  showId: showId.toHexString(),
  shopId: shopId.toHexString(),
  by: by.toHexString(),
  device,
  pairedAt,
  seenAt,
});

export type ScreenStore = ReturnType<typeof createScreenStore>;

/** Second screens. Only a fingerprint of each token is kept. */
export const createScreenStore = (db: Db) => {
  const screens = db.model<ScreenDocument>("PairedScreen", screenSchema);
  return {
    async create(
      given: Pick<ScreenRecord, "showId" | "shopId" | "by" | "device"> & { token: string; at: Date },
      session: DbSession,
    ): Promise<ScreenRecord> {
      const { token, at, ...rest } = given;
      const [made] = await screens.create(
        [
          {
            _id: new Types.ObjectId(),
            ...rest,
            tokenHash: sha256(token),
            pairedAt: at,
            seenAt: at,
            expiresAt: new Date(at.getTime() + SCREEN_HOURS * 3_600_000),
          },
        ],
        { session },
      );
      if (!made) throw new Error("one screen was made");
      return toRecord(made.toObject());
    },

    /** The screen with this token, unless it ended; it counts as seen. */
    async findByToken(token: string, now: Date): Promise<ScreenRecord | null> {
      const found = await screens.findOne({ tokenHash: sha256(token) }).lean<ScreenDocument>();
      if (!found || found.expiresAt <= now) return null;
      if (found.seenAt.getTime() + SEEN_EVERY_MS <= now.getTime())
        await screens.updateOne({ _id: found._id }, { seenAt: now });
      return toRecord(found);
    },

    /** A show's screens, the newest first. */
    async ofShow(showId: string): Promise<ScreenRecord[]> {
      return (await screens.find({ showId }).sort({ _id: -1 }).lean<ScreenDocument[]>()).map(toRecord);
    },

    /** @returns false when the show has no such screen any more. */
    async remove(showId: string, screenId: string, session: DbSession): Promise<boolean> {
      return (await screens.deleteOne({ _id: screenId, showId }, { session })).deletedCount === 1;
    },
  };
};
