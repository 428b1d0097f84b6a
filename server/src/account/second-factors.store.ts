import { Schema, Types, trusted } from "mongoose";
import { type Db, driverOf } from "../kit/mongo.ts";

/** How somebody proves that they have their authenticator app. */
export interface SecondFactorRecord {
  /** Sealed. */
  secret: string;
  /** Null while the app has not given a first code: signing in does not ask for one then. */
  confirmedAt: Date | null;
  recoveryCodesLeft: number;
}

interface SecondFactorDocument {
  /** The person's id. */
  _id: Types.ObjectId;
  secret: string;
  confirmedAt: Date | null;
  /** The step of thirty seconds whose code was taken last: it and those before are worth nothing any more. */
  lastStep: number;
  /** Hashes of those that were not used. */
  recoveryHashes: string[];
}

const secondFactorSchema = new Schema<SecondFactorDocument>({
  _id: Schema.Types.ObjectId,
  secret: { type: String, required: true },
  confirmedAt: { type: Date, default: null },
  lastStep: { type: Number, required: true },
  recoveryHashes: { type: [String], default: [] },
});

export type SecondFactorStore = ReturnType<typeof createSecondFactorStore>;

/** The second factors. That a code is taken once is decided here, by one write, however many servers are asked. */
export const createSecondFactorStore = (db: Db) => {
  const factors = db.model<SecondFactorDocument>("SecondFactor", secondFactorSchema);
  return {
    async find(userId: string): Promise<SecondFactorRecord | null> {
      const found = await factors.findById(userId).lean<SecondFactorDocument>();
      if (!found) return null;
      const { secret, confirmedAt, recoveryHashes } = found;
      return { secret, confirmedAt, recoveryCodesLeft: recoveryHashes.length };
    },

    /** Keeps a new secret, to be confirmed. @returns false when one is in force already. */
    async begin(userId: string, secret: string): Promise<boolean> {
      const ours = { _id: new Types.ObjectId(userId) };
      await driverOf(factors).updateOne(
        ours,
        { $setOnInsert: { secret: "", confirmedAt: null, lastStep: 0, recoveryHashes: [] } },
        { upsert: true },
      );
      const { matchedCount } = await factors.updateOne({ ...ours, confirmedAt: null }, { $set: { secret } });
      return matchedCount === 1;
    },

    /** Takes the code of a step. @returns false when that step's or a later one's was taken already. */
    async takeStep(userId: string, step: number): Promise<boolean> {
      const { matchedCount } = await factors.updateOne(
        { _id: userId, lastStep: trusted({ $lt: step }) },
        { $set: { lastStep: step } },
      );
      return matchedCount === 1;
    },

    /** @returns false when it is in force already. */
    async confirm(userId: string, confirmedAt: Date, recoveryHashes: readonly string[]): Promise<boolean> {
      const { matchedCount } = await factors.updateOne(
        { _id: userId, confirmedAt: null },
        { $set: { confirmedAt, recoveryHashes } },
      );
      return matchedCount === 1;
    },

    async setRecoveryHashes(userId: string, recoveryHashes: readonly string[]): Promise<void> {
      await factors.updateOne({ _id: userId }, { $set: { recoveryHashes } });
    },

    /** Takes a recovery code. @returns false when there is no such code any more. */
    async takeRecoveryCode(userId: string, hash: string): Promise<boolean> {
      const { matchedCount } = await factors.updateOne(
        { _id: userId, recoveryHashes: hash },
        { $pull: { recoveryHashes: hash } },
      );
      return matchedCount === 1;
    },

    async remove(userId: string): Promise<void> {
      await factors.deleteOne({ _id: userId });
    },
  };
};
