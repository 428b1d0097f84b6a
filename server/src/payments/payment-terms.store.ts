import { Schema } from "mongoose";
import { Fault } from "../kit/errors.ts";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";
import type { PaymentTerms } from "./payments.ts";

interface TermsDocument extends PaymentTerms {
  _id: string;
}

const termsSchema = new Schema<TermsDocument>({
  _id: { type: String, required: true },
  capture: { type: String, required: true },
  destination: {
    type: new Schema(
      { accountId: { type: String, required: true }, fee: { type: Number, required: true } },
      { _id: false },
    ),
    default: null,
  },
  customerId: { type: String, default: null },
});

export type PaymentTermsStore = ReturnType<typeof createPaymentTermsStore>;

/** How each order's payment is taken, written down once before the provider is asked. */
export const createPaymentTermsStore = (db: Db) => {
  const terms = db.model<TermsDocument>("PaymentTerms", termsSchema);
  return {
    async find(orderId: string): Promise<PaymentTerms | null> {
      const kept = await terms.findById(orderId).lean<TermsDocument>();
      return kept && { capture: kept.capture, destination: kept.destination, customerId: kept.customerId };
    },

    /** Keeps the first terms of an order. @returns the kept ones. */
    async keep(orderId: string, given: PaymentTerms): Promise<PaymentTerms> {
      const keepFirst = () =>
        terms
          .findOneAndUpdate(
            { _id: orderId },
            { $setOnInsert: given },
            { upsert: true, returnDocument: "after" },
          )
          .lean<TermsDocument>();
      // Two that begin at once: one of them is refused, and finds the other's.
      const kept = await keepFirst().catch((error: unknown) => {
        if (isDuplicateKey(error)) return keepFirst();
        throw error;
      });
      if (!kept) throw new Fault(`order ${orderId} has no terms`);
      return { capture: kept.capture, destination: kept.destination, customerId: kept.customerId };
    },
  };
};
