import type { CreateDiscount, Discount, EditDiscount, Result } from "@showdrop/shared";
import { Benefit, ok, refuse } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

/** A discount as the record has it. */
export interface DiscountRecord extends Omit<Discount, "startsAt" | "endsAt" | "createdAt"> {
  shopId: string;
  startsAt: Date | null;
  endsAt: Date | null;
  createdAt: Date;
}

interface DiscountDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  showId: Types.ObjectId | null;
  code: string;
  benefit: unknown;
  minimum: DiscountRecord["minimum"];
  startsAt: Date | null;
  endsAt: Date | null;
  /** A quota and how much of it is left stand apart, so that one conditional write can take the last one. */
  quota: number | null;
  left: number | null;
  perPerson: number | null;
  active: boolean;
  used: number;
  createdAt: Date;
}

/** An order's use of a code; `amount` is what it took off, in minor units. */
export interface Redemption {
  shopId: string;
  code: string;
  orderId: string;
  customerId: string;
  amount: number;
  at: Date;
}

/** One use of a discount by one order that was not cancelled. */
interface RedemptionDocument {
  _id: Types.ObjectId;
  orderId: Types.ObjectId;
  discountId: Types.ObjectId;
  customerId: Types.ObjectId;
  amount: number;
  at: Date;
}

/** How often one person has used one discount: a counter, so that two orders at once meet on one document. */
interface UserDocument {
  _id: Types.ObjectId;
  discountId: Types.ObjectId;
  customerId: Types.ObjectId;
  used: number;
}

const objectId = { type: Schema.Types.ObjectId, required: true } as const;
const discountSchema = new Schema<DiscountDocument>(
  {
    shopId: objectId,
    showId: { type: Schema.Types.ObjectId, default: null },
    code: { type: String, required: true },
    benefit: { type: Schema.Types.Mixed, required: true },
    minimum: {
      type: new Schema(
        { amount: { type: Number, required: true }, currency: { type: String, required: true } },
        { _id: false },
      ),
      default: null,
    },
    startsAt: { type: Date, default: null },
    endsAt: { type: Date, default: null },
    quota: { type: Number, default: null },
    left: { type: Number, default: null },
    perPerson: { type: Number, default: null },
    active: { type: Boolean, required: true },
    used: { type: Number, required: true },
    createdAt: { type: Date, required: true },
  },
  { minimize: false },
);
discountSchema.index({ shopId: 1, code: 1 }, { unique: true });
discountSchema.index({ shopId: 1, _id: -1 });

const redemptionSchema = new Schema<RedemptionDocument>({
  // One order uses one discount, once.
  orderId: { ...objectId, unique: true },
  discountId: { ...objectId, index: true },
  customerId: { ...objectId, index: true },
  amount: { type: Number, required: true },
  at: { type: Date, required: true },
});

const userSchema = new Schema<UserDocument>(
  { discountId: objectId, customerId: objectId, used: { type: Number, required: true } },
  { collection: "discount_users" },
);
userSchema.index({ discountId: 1, customerId: 1 }, { unique: true });
userSchema.index({ customerId: 1 });

const toRecord = ({ _id, shopId, showId, benefit, left: _, ...rest }: DiscountDocument): DiscountRecord => ({
  ...rest,
  id: _id.toHexString(),
  shopId: shopId.toHexString(),
  showId: showId?.toHexString() ?? null,
  benefit: Benefit.parse(benefit),
});

export const toWireDiscount = ({ shopId: _, ...discount }: DiscountRecord): Discount => ({
  ...discount,
  startsAt: discount.startsAt?.toISOString() ?? null,
  endsAt: discount.endsAt?.toISOString() ?? null,
  createdAt: discount.createdAt.toISOString(),
});

const dates = ({ startsAt, endsAt }: { startsAt: string | null; endsAt: string | null }) => ({
  startsAt: startsAt === null ? null : new Date(startsAt),
  endsAt: endsAt === null ? null : new Date(endsAt),
});

export type DiscountStore = ReturnType<typeof createDiscountStore>;

/** Discount codes, and which order used which. */
export const createDiscountStore = (db: Db) => {
  const discounts = db.model<DiscountDocument>("Discount", discountSchema);
  const redemptions = db.model<RedemptionDocument>("Redemption", redemptionSchema);
  const users = db.model<UserDocument>("DiscountUser", userSchema);
  const record = (found: DiscountDocument | null) => found && toRecord(found);

  return {
    /** Refuses with CODE_TAKEN. */
    async create(
      shopId: string,
      { startsAt, endsAt, ...form }: CreateDiscount,
      createdAt: Date,
      session: DbSession,
    ): Promise<Result<DiscountRecord>> {
      const taken = refuse("CODE_TAKEN", { path: "code" });
      if (await discounts.exists({ shopId, code: form.code }).session(session)) return taken;
      try {
        const [made] = await discounts.create(
          [{ ...form, ...dates({ startsAt, endsAt }), shopId, createdAt, left: form.quota, used: 0 }],
          { session },
        );
        if (!made) throw new Error("create gave no discount");
        return ok(toRecord(made.toObject()));
      } catch (error) {
        if (isDuplicateKey(error)) return taken;
        throw error;
      }
    },

    async find(id: string, session?: DbSession): Promise<DiscountRecord | null> {
      return record(
        await discounts
          .findById(id)
          .session(session ?? null)
          .lean<DiscountDocument>(),
      );
    },

    async findByCode(shopId: string, code: string): Promise<DiscountRecord | null> {
      return record(await discounts.findOne({ shopId, code }).lean<DiscountDocument>());
    },

    /** A shop's discounts, newest first. */
    async ofShop(shopId: string, before: string | undefined, limit: number): Promise<DiscountRecord[]> {
      const found = await discounts
        .find({ shopId, ...(before ? { _id: trusted({ $lt: new Types.ObjectId(before) }) } : {}) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<DiscountDocument[]>();
      return found.map(toRecord);
    },

    /** Replaces the terms; what was used counts against a new quota. */
    async edit(
      { id, used }: DiscountRecord,
      { startsAt, endsAt, ...terms }: EditDiscount,
      session: DbSession,
    ): Promise<DiscountRecord | null> {
      // Below zero where a quota was made smaller than what is used already: then as many must come back first.
      const left = terms.quota === null ? null : terms.quota - used;
      return record(
        await discounts
          .findByIdAndUpdate(
            id,
            { $set: { ...terms, ...dates({ startsAt, endsAt }), left } },
            { session, returnDocument: "after" },
          )
          .lean<DiscountDocument>(),
      );
    },

    /** How often a person has a discount in use. */
    async usedBy(discountId: string, customerId: string): Promise<number> {
      return (await users.findOne({ discountId, customerId }).lean<UserDocument>())?.used ?? 0;
    },

    /** How many of these orders have a discount in use. */
    async usedByOrders(discountId: string, orderIds: readonly string[]): Promise<number> {
      if (orderIds.length === 0) return 0;
      return redemptions.countDocuments({ discountId, orderId: trusted({ $in: [...orderIds] }) });
    },

    /**
     * Uses a code for an order, in the order's own transaction: of two that want the last one, one is refused. The same
     * order again changes nothing. Whether the code counts for the order is `checkCode`'s to say; this one looks again at
     * what may have changed since then.
     * Refuses with CODE_OVER, CODE_USED_UP or CODE_USED_BY_YOU.
     */
    async redeem({ shopId, code, ...by }: Redemption, session: DbSession): Promise<Result<null>> {
      const { orderId, customerId, at } = by;
      if (await redemptions.exists({ orderId }).session(session)) return ok(null);
      const found = await discounts.findOne({ shopId, code }).session(session).lean<DiscountDocument>();
      if (!found?.active || (found.endsAt !== null && found.endsAt <= at)) return refuse("CODE_OVER");
      if (found.left !== null && found.left <= 0) return refuse("CODE_USED_UP");
      const discountId = found._id;
      const mine = await users.findOne({ discountId, customerId }).session(session).lean<UserDocument>();
      if (found.perPerson !== null && (mine?.used ?? 0) >= found.perPerson) return refuse("CODE_USED_BY_YOU");
      const took = await discounts.updateOne(
        { _id: discountId, ...(found.left === null ? {} : { left: trusted({ $gt: 0 }) }) },
        { $inc: { used: 1, ...(found.left === null ? {} : { left: -1 }) } },
        { session },
      );
      if (took.modifiedCount !== 1) return refuse("CODE_USED_UP");
      await users.updateOne({ discountId, customerId }, { $inc: { used: 1 } }, { upsert: true, session });
      await redemptions.create([{ ...by, discountId }], { session });
      return ok(null);
    },

    /** Gives back what an order used, because it was cancelled or its time is over. Again changes nothing. */
    async giveBack(orderId: string, session: DbSession): Promise<void> {
      const given = await redemptions.findOneAndDelete({ orderId }, { session }).lean<RedemptionDocument>();
      if (!given) return;
      const { discountId, customerId } = given;
      await discounts.updateOne({ _id: discountId }, { $inc: { used: -1 } }, { session });
      await discounts.updateOne(
        { _id: discountId, left: trusted({ $ne: null }) },
        { $inc: { left: 1 } },
        { session },
      );
      await users.updateOne({ discountId, customerId }, { $inc: { used: -1 } }, { session });
    },

    /** What a guest used counts for the account that their orders belong to from now on. Again changes nothing. */
    async adopt(guestId: string, userId: string, session: DbSession): Promise<void> {
      await redemptions.updateMany({ customerId: guestId }, { $set: { customerId: userId } }, { session });
      const theirs = await users.find({ customerId: guestId }).session(session).lean<UserDocument[]>();
      for (const { _id, discountId, used } of theirs) {
        await users.deleteOne({ _id }, { session });
        await users.updateOne(
          { discountId, customerId: userId },
          { $inc: { used } },
          { upsert: true, session },
        );
      }
    },
  };
};
