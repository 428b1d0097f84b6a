import { Schema, Types, trusted } from "mongoose";
import type { Clock } from "../kit/clock.ts";
import { type Db, type DbSession, driverOf, isDuplicateKey } from "../kit/mongo.ts";

export interface TimeoutRecord {
  id: string;
  userId: string;
  reason: string;
  by: string;
  at: Date;
  until: Date;
}

interface TimeoutDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  userId: Types.ObjectId;
  reason: string;
  by: Types.ObjectId;
  at: Date;
  until: Date;
}

const timeoutSchema = new Schema<TimeoutDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true },
  userId: { type: Schema.Types.ObjectId, required: true },
  reason: { type: String, default: "" },
  by: { type: Schema.Types.ObjectId, required: true },
  at: { type: Date, required: true },
  // What is over is of no use to anybody: the log tells of it.
  until: { type: Date, required: true, index: { expireAfterSeconds: 0 } },
});
timeoutSchema.index({ shopId: 1, userId: 1 }, { unique: true });

const toRecord = ({ _id, userId, by, reason, at, until }: TimeoutDocument): TimeoutRecord => ({
  id: _id.toHexString(),
  userId: userId.toHexString(),
  by: by.toHexString(),
  ...{ reason, at, until },
});

export type TimeoutStore = ReturnType<typeof createTimeoutStore>;

/** Who may not write in which shop's shows for a while. */
export const createTimeoutStore = (db: Db, clock: Clock) => {
  const timeouts = db.model<TimeoutDocument>("Timeout", timeoutSchema);

  /** The timeout that runs now, or null. */
  const find = async (
    shopId: string,
    userId: string,
    session: DbSession | null = null,
  ): Promise<TimeoutRecord | null> => {
    const who = { shopId: new Types.ObjectId(shopId), userId: new Types.ObjectId(userId) };
    const running = { ...who, until: { $gt: new Date(clock.now()) } };
    const found = await driverOf(timeouts).findOne(running, session ? { session } : {});
    return found && toRecord(found);
  };

  return {
    find,

    async timedOutUntil(shopId: string, userId: string): Promise<Date | null> {
      return (await find(shopId, userId))?.until ?? null;
    },

    /** Puts a timeout in the place of whichever there is. @returns null when another one came in between. */
    async put(
      shopId: string,
      given: Omit<TimeoutRecord, "id">,
      session: DbSession,
    ): Promise<TimeoutRecord | null> {
      try {
        const _id = new Types.ObjectId();
        await timeouts.deleteOne({ shopId, userId: given.userId }, { session });
        await timeouts.create([{ _id, shopId, ...given }], { session });
        return { ...given, id: _id.toHexString() };
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },

    /** Ends the timeout that runs. @returns it, or null when there is none. */
    async remove(shopId: string, userId: string, session: DbSession): Promise<TimeoutRecord | null> {
      const running = { shopId, userId, until: trusted({ $gt: new Date(clock.now()) }) };
      const found = await timeouts.findOneAndDelete(running, { session }).lean<TimeoutDocument>();
      return found && toRecord(found);
    },
  };
};
