import type { LineUnits, ReturnReason } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

/** Goods that came back from a buyer. */
export interface ReturnRecord {
  id: string;
  orderId: string;
  lines: LineUnits[];
  reason: ReturnReason;
  note: string;
  restocked: boolean;
  by: string;
  /** The attempt that made it: a retry finds it again. */
  key: string;
  at: Date;
}

interface ReturnDocument extends Omit<ReturnRecord, "id" | "orderId" | "by"> {
  _id: Types.ObjectId;
  orderId: Types.ObjectId;
  by: Types.ObjectId;
}

const returnSchema = new Schema<ReturnDocument>({
  orderId: { type: Schema.Types.ObjectId, required: true },
  lines: [
    new Schema<LineUnits>(
      { lineId: { type: String, required: true }, quantity: { type: Number, required: true } },
      { _id: false },
    ),
  ],
  reason: { type: String, required: true },
  note: { type: String, default: "" },
  restocked: { type: Boolean, required: true },
  by: { type: Schema.Types.ObjectId, required: true },
  key: { type: String, required: true },
  at: { type: Date, required: true },
});
returnSchema.index({ orderId: 1, key: 1 }, { unique: true });

const toRecord = ({ _id, orderId, by, ...rest }: ReturnDocument): ReturnRecord => ({
  ...rest,
  id: _id.toHexString(),
  orderId: orderId.toHexString(),
  by: by.toHexString(),
});

export type ReturnStore = ReturnType<typeof createReturnStore>;

/** What came back. */
export const createReturnStore = (db: Db) => {
  const returns = db.model<ReturnDocument>("ReturnedGoods", returnSchema);
  return {
    async add(given: Omit<ReturnRecord, "id">, session: DbSession): Promise<ReturnRecord> {
      const [made] = await returns.create([{ _id: new Types.ObjectId(), ...given }], { session });
      if (!made) throw new Error("create gave no return");
      return toRecord(made.toObject());
    },

    /** What came back of an order, oldest first. */
    async of(orderId: string, session?: DbSession): Promise<ReturnRecord[]> {
      const found = await returns
        .find({ orderId })
        .sort({ _id: 1 })
        .session(session ?? null)
        .lean<ReturnDocument[]>();
      return found.map(toRecord);
    },

    async ofMany(orderIds: readonly string[]): Promise<Map<string, ReturnRecord[]>> {
      const found = await returns.find({ orderId: trusted({ $in: [...orderIds] }) }).lean<ReturnDocument[]>();
      const byOrder = new Map<string, ReturnRecord[]>(orderIds.map((id) => [id, []]));
      for (const record of found.map(toRecord)) byOrder.get(record.orderId)?.push(record);
      return byOrder;
    },
  };
};
