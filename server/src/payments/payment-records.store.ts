import { type SalesAccount, SalesAccount as SalesAccountSchema } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { z } from "zod";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";
import type { PaymentAccount } from "./payments.ts";

/** What became of a payment's money, as it was read last. */
export interface PaymentRecord extends PaymentAccount {
  id: string;
  orderId: string;
  shopId: string;
}

interface RecordDocument extends PaymentAccount {
  _id: string;
  orderId: Types.ObjectId;
  shopId: Types.ObjectId;
  /** When the provider was asked for it. */
  askedAt: Date;
}

const amount = { type: Number, required: true } as const;
const recordSchema = new Schema<RecordDocument>({
  _id: { type: String, required: true },
  orderId: { type: Schema.Types.ObjectId, required: true, index: true },
  shopId: { type: Schema.Types.ObjectId, required: true, index: true },
  currency: { type: String, required: true },
  destination: { type: String, default: null },
  captured: amount,
  returned: amount,
  fee: amount,
  feeReturned: amount,
  transferred: amount,
  reversed: amount,
  askedAt: { type: Date, required: true },
});

/** Whether the parts of a payment's money fit together (invariant 10). */
export const addsUp = (account: PaymentAccount): boolean =>
  account.returned <= account.captured &&
  account.reversed <= account.transferred &&
  account.feeReturned <= account.fee &&
  account.fee <= account.captured &&
  account.transferred <= account.captured;

export type PaymentRecordStore = ReturnType<typeof createPaymentRecordStore>;

/** Where the money of each payment is: what the shop's page and the order's show without asking the provider. */
export const createPaymentRecordStore = (db: Db) => {
  const records = db.model<RecordDocument>("PaymentRecord", recordSchema);
  return {
    /** Writes down what was read, unless something asked for later was written already. */
    async note(payment: PaymentRecord, askedAt: Date): Promise<void> {
      const { id, ...money } = payment;
      try {
        await records.updateOne(
          { _id: id, askedAt: trusted({ $lte: askedAt }) },
          { $set: { ...money, askedAt } },
          { upsert: true },
        );
      } catch (error) {
        // It is there, and newer.
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async ofOrder(orderId: string): Promise<PaymentAccount | null> {
      return records.findOne({ orderId }).lean<RecordDocument>();
    },

    /** What a shop's sales came to, one entry a currency. */
    async salesOf(shopId: string): Promise<SalesAccount[]> {
      const kept = { $subtract: ["$fee", "$feeReturned"] };
      const held = {
        $cond: [{ $eq: ["$destination", null] }, { $subtract: ["$captured", "$returned"] }, 0],
      };
      const sums = await records.aggregate([
        { $match: { shopId: new Types.ObjectId(shopId) } },
        {
          $group: {
            _id: "$currency",
            captured: { $sum: "$captured" },
            returned: { $sum: "$returned" },
            fees: { $sum: kept },
            heldByOperator: { $sum: held },
          },
        },
        { $sort: { _id: 1 } },
        { $project: { _id: 0, currency: "$_id", captured: 1, returned: 1, fees: 1, heldByOperator: 1 } },
      ]);
      return z.array(SalesAccountSchema).parse(sums);
    },
  };
};
