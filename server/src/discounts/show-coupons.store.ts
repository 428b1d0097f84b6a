import { Schema, Types } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

interface ShowCouponDocument {
  /** The show. */
  _id: Types.ObjectId;
  discountId: Types.ObjectId;
}

const showCouponSchema = new Schema<ShowCouponDocument>({
  discountId: { type: Schema.Types.ObjectId, required: true },
});

export type ShowCouponStore = ReturnType<typeof createShowCouponStore>;

/** Which coupon each show holds out to its viewers. */
export const createShowCouponStore = (db: Db) => {
  const shown = db.model<ShowCouponDocument>("ShowCoupon", showCouponSchema);
  return {
    async of(showId: string): Promise<string | null> {
      return (await shown.findById(showId).lean<ShowCouponDocument>())?.discountId.toHexString() ?? null;
    },

    async set(showId: string, discountId: string | null, session: DbSession): Promise<void> {
      if (discountId === null) await shown.deleteOne({ _id: showId }, { session });
      else
        await shown.updateOne(
          { _id: showId },
          { $set: { discountId: new Types.ObjectId(discountId) } },
          { upsert: true, session },
        );
    },
  };
};
