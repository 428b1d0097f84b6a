import { Schema, Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";
import { randomToken } from "../kit/random.ts";

export interface StreamKeyRecord {
  id: string;
  shopId: string;
  salt: string;
  createdAt: Date;
  usedAt: Date | null;
}

interface StreamKeyDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  salt: string;
  createdAt: Date;
  usedAt: Date | null;
}

const streamKeySchema = new Schema<StreamKeyDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true, unique: true },
  salt: { type: String, required: true },
  createdAt: { type: Date, required: true },
  usedAt: { type: Date, default: null },
});

const toRecord = ({ _id, shopId, salt, createdAt, usedAt }: StreamKeyDocument): StreamKeyRecord => ({
  id: _id.toHexString(),
  shopId: shopId.toHexString(),
  ...{ salt, createdAt, usedAt },
});

export type StreamKeyStore = ReturnType<typeof createStreamKeyStore>;

/** The stream keys' records: at most one for a shop. */
export const createStreamKeyStore = (db: Db) => {
  const keys = db.model<StreamKeyDocument>("StreamKey", streamKeySchema);
  return {
    async find(id: string): Promise<StreamKeyRecord | null> {
      const found = await keys.findById(id).lean<StreamKeyDocument>();
      return found && toRecord(found);
    },

    async ofShop(shopId: string): Promise<StreamKeyRecord | null> {
      const found = await keys.findOne({ shopId }).lean<StreamKeyDocument>();
      return found && toRecord(found);
    },

    async create(shopId: string, at: Date, session: DbSession): Promise<StreamKeyRecord> {
      const [made] = await keys.create(
        [{ _id: new Types.ObjectId(), shopId, salt: randomToken(16), createdAt: at, usedAt: null }],
        { session },
      );
      if (!made) throw new Error("creating a stream key gave no document");
      return toRecord(made.toObject());
    },

    /** @returns the one that there was. */
    async remove(shopId: string, session: DbSession): Promise<StreamKeyRecord | null> {
      const found = await keys.findOneAndDelete({ shopId }, { session }).lean<StreamKeyDocument>();
      return found && toRecord(found);
    },

    async noteUse(id: string, at: Date): Promise<void> {
      await keys.updateOne({ _id: id }, { $set: { usedAt: at } });
    },
  };
};
