import { Schema } from "mongoose";
import { batched } from "../kit/batched.ts";
import { byId } from "../kit/by-id.ts";
import { Fault } from "../kit/errors.ts";
import { type Db, driverOf, refusedOf } from "../kit/mongo.ts";
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
  const read = byId(terms);
  /** Which of these were the first of their order. */
  const keepFirst = batched(async (given: readonly TermsDocument[]) => {
    const refused = await refusedOf(driverOf(terms).insertMany([...given], { ordered: false }));
    return given.map((_, i) => !refused.has(i));
  });
  const find = async (orderId: string): Promise<PaymentTerms | null> => {
    const kept = await read(orderId);
    return kept && { capture: kept.capture, destination: kept.destination, customerId: kept.customerId };
  };
  return {
    /** Null for an order whose payment nobody has begun. */
    find,

    /** Keeps the first terms of an order. @returns the kept ones. */
    async keep(orderId: string, given: PaymentTerms): Promise<PaymentTerms> {
      if (await keepFirst({ ...given, _id: orderId })) return given;
      const kept = await find(orderId);
      if (!kept) throw new Fault(`order ${orderId} has no terms`);
      return kept;
    },
  };
};
