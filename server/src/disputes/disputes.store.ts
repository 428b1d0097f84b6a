import type { Money } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, isDuplicateKey } from "../kit/mongo.ts";
import type { DisputeRecord } from "../payments/payments.ts";

/** A dispute with the order that it is about. */
export interface OrderDispute extends DisputeRecord {
  orderId: string;
  orderNumber: string;
  shopId: string;
}

type References = "orderId" | "shopId";
type DisputeDocument = Omit<OrderDispute, "id" | References> & { _id: string } & Record<
    References,
    Types.ObjectId
  >;

const text = { type: String, required: true } as const;
const disputeSchema = new Schema<DisputeDocument>({
  _id: text,
  paymentId: text,
  orderId: { type: Schema.Types.ObjectId, required: true, index: true },
  orderNumber: text,
  shopId: { type: Schema.Types.ObjectId, required: true },
  amount: {
    type: new Schema<Money>({ amount: { type: Number, required: true }, currency: text }, { _id: false }),
    required: true,
  },
  reason: text,
  status: text,
  respondBy: { type: Date, default: null },
  openedAt: { type: Date, required: true },
});
disputeSchema.index({ shopId: 1, openedAt: -1 });

const toDispute = ({ _id, orderId, shopId, ...rest }: DisputeDocument): OrderDispute => ({
  ...rest,
  id: _id,
  orderId: orderId.toHexString(),
  shopId: shopId.toHexString(),
});

/** Disputes that a page shows; a shop with more has other worries. */
const MOST = 100;

export type DisputeStore = ReturnType<typeof createDisputeStore>;

/** What buyers' banks ask back. */
export const createDisputeStore = (db: Db) => {
  const disputes = db.model<DisputeDocument>("Dispute", disputeSchema);
  return {
    /** Keeps how a dispute stands; a decided one stays as it was decided. @returns whether that was news. */
    async keep({ id, ...given }: OrderDispute): Promise<boolean> {
      const set = {
        ...given,
        orderId: new Types.ObjectId(given.orderId),
        shopId: new Types.ObjectId(given.shopId),
      };
      try {
        const kept = await disputes.updateOne(
          { _id: id, status: trusted({ $nin: [given.status, "won", "lost"] }) },
          { $set: set },
          { upsert: true },
        );
        return kept.modifiedCount + kept.upsertedCount > 0;
      } catch (error) {
        // It is there, and as it was.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async ofOrder(orderId: string): Promise<OrderDispute[]> {
      return (await disputes.find({ orderId }).sort({ openedAt: -1 }).lean<DisputeDocument[]>()).map(
        toDispute,
      );
    },

    async ofShop(shopId: string): Promise<OrderDispute[]> {
      const found = await disputes
        .find({ shopId })
        .sort({ openedAt: -1 })
        .limit(MOST)
        .lean<DisputeDocument[]>();
      return found.map(toDispute);
    },
  };
};
