import { randomInt } from "node:crypto";
import {
  type Address,
  type Money,
  type OrderItem,
  type OrderStatus,
  orderStatusesBefore,
} from "@showdrop/shared";
import mongoose, { Schema, Types } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

/** An order as the record has it. */
export interface OrderRecord {
  id: string;
  number: string;
  status: OrderStatus;
  shopId: string;
  showId: string;
  dropId: string;
  holdId: string;
  buyerId: string;
  items: OrderItem[];
  quantity: number;
  subtotal: Money;
  shipping: Money;
  total: Money;
  address: Address;
  /** Null until the payment provider has answered the first time. */
  paymentId: string | null;
  /** Counts the attempts to open the payment, from 1. */
  paymentAttempt: number;
  createdAt: Date;
  expiresAt: Date;
  paidAt: Date | null;
}

type References = "shopId" | "showId" | "dropId" | "holdId" | "buyerId";
type OrderDocument = Omit<OrderRecord, "id" | References> & { _id: Types.ObjectId } & Record<
    References,
    Types.ObjectId
  >;

const objectId = { type: Schema.Types.ObjectId, required: true } as const;
const money = {
  type: new Schema<Money>(
    { amount: { type: Number, required: true }, currency: { type: String, required: true } },
    { _id: false },
  ),
  required: true,
} as const;
const text = { type: String, required: true } as const;
const maybeText = { type: String, default: "" } as const;

const orderSchema = new Schema<OrderDocument>({
  number: { ...text, unique: true },
  status: { ...text },
  shopId: objectId,
  showId: { ...objectId, index: true },
  dropId: { ...objectId, index: true },
  // One order a hold, whatever happens: two checkouts of the same hold end in the same order.
  holdId: { ...objectId, unique: true },
  buyerId: objectId,
  items: [
    new Schema<OrderItem>(
      {
        productId: text,
        variantId: text,
        title: text,
        variantName: text,
        imageUrl: { type: String, default: null },
        quantity: { type: Number, required: true },
        unitPrice: money,
      },
      { _id: false },
    ),
  ],
  quantity: { type: Number, required: true },
  subtotal: money,
  shipping: money,
  total: money,
  address: {
    type: new Schema<Address>(
      {
        name: text,
        phone: text,
        country: text,
        postalCode: text,
        region: maybeText,
        city: text,
        line1: text,
        line2: maybeText,
      },
      { _id: false },
    ),
    required: true,
  },
  paymentId: { type: String, default: null },
  paymentAttempt: { type: Number, required: true },
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  paidAt: { type: Date, default: null },
});
orderSchema.index({ buyerId: 1, _id: -1 });
orderSchema.index({ shopId: 1, _id: -1 });
orderSchema.index({ status: 1, expiresAt: 1 });
orderSchema.index({ paymentId: 1 });

const toRecord = ({ _id, shopId, showId, dropId, holdId, buyerId, ...rest }: OrderDocument): OrderRecord => ({
  ...rest,
  id: _id.toHexString(),
  shopId: shopId.toHexString(),
  showId: showId.toHexString(),
  dropId: dropId.toHexString(),
  holdId: holdId.toHexString(),
  buyerId: buyerId.toHexString(),
});

/** Letters and digits that cannot be taken for one another when read aloud: no 0 O 1 I L. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const drawNumber = (): string => {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
};

export type NewOrder = Omit<
  OrderRecord,
  "id" | "number" | "status" | "paymentId" | "paymentAttempt" | "paidAt"
>;
export type OrderStore = ReturnType<typeof createOrderStore>;

/** The orders. */
export const createOrderStore = (db: Db) => {
  const orders = db.model<OrderDocument>("Order", orderSchema);
  const settledOnes = mongoose.trusted({ $in: ["paid", "refunded"] satisfies OrderStatus[] });
  const openOnes = mongoose.trusted({ $in: ["pending_payment", "expiring"] satisfies OrderStatus[] });
  const page = async (
    filter: { buyerId: string } | { shopId: string },
    before: string | undefined,
    limit: number,
  ) => {
    const found = await orders
      .find({
        ...filter,
        status: settledOnes,
        ...(before ? { _id: mongoose.trusted({ $lt: new Types.ObjectId(before) }) } : {}),
      })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<OrderDocument[]>();
    return found.map(toRecord);
  };

  return {
    /** @throws on a second order for one hold; see `isSecondOrder`. */
    async create(given: NewOrder, session: DbSession): Promise<OrderRecord> {
      const [made] = await orders.create(
        [
          {
            ...given,
            number: drawNumber(),
            status: "pending_payment",
            paymentId: null,
            paymentAttempt: 1,
            paidAt: null,
          },
        ],
        { session },
      );
      if (!made) throw new Error("create gave no order");
      return toRecord(made.toObject());
    },
    isSecondOrder: isDuplicateKey,

    async find(id: string): Promise<OrderRecord | null> {
      const found = await orders.findById(id).lean<OrderDocument>();
      return found && toRecord(found);
    },

    async findByHold(holdId: string): Promise<OrderRecord | null> {
      const found = await orders.findOne({ holdId }).lean<OrderDocument>();
      return found && toRecord(found);
    },

    async findByPayment(paymentId: string): Promise<OrderRecord | null> {
      const found = await orders.findOne({ paymentId }).lean<OrderDocument>();
      return found && toRecord(found);
    },

    async ofDrop(dropId: string): Promise<OrderRecord[]> {
      const found = await orders.find({ dropId }).lean<OrderDocument[]>();
      return found.map(toRecord);
    },

    async ofShow(showId: string): Promise<OrderRecord[]> {
      const found = await orders.find({ showId, status: settledOnes }).lean<OrderDocument[]>();
      return found.map(toRecord);
    },

    /** Whether a person paid for something in a shop and kept it. */
    async hasBought(shopId: string, buyerId: string): Promise<boolean> {
      return (await orders.exists({ buyerId, shopId, status: "paid" })) !== null;
    },

    /** What a buyer bought in a show, refunded or not. */
    async boughtIn(showId: string, buyerId: string): Promise<OrderRecord[]> {
      const found = await orders
        .find({ buyerId, showId, status: settledOnes, paidAt: mongoose.trusted({ $ne: null }) })
        .lean<OrderDocument[]>();
      return found.map(toRecord);
    },

    /** How many orders somebody paid for in a shop, refunded ones too. */
    countOf: (shopId: string, buyerId: string): Promise<number> =>
      orders.countDocuments({ buyerId, shopId, status: settledOnes }),

    /** A buyer's paid and refunded orders, newest first. */
    ofBuyer: (buyerId: string, before: string | undefined, limit: number) => page({ buyerId }, before, limit),

    /** A shop's paid and refunded orders, newest first. */
    ofShop: (shopId: string, before: string | undefined, limit: number) => page({ shopId }, before, limit),

    /** Orders that wait for a payment and whose time was over before `at`, oldest first. */
    async overdue(at: Date): Promise<OrderRecord[]> {
      const found = await orders
        .find({ status: openOnes, expiresAt: mongoose.trusted({ $lt: at }) })
        .sort({ expiresAt: 1 })
        .limit(100)
        .lean<OrderDocument[]>();
      return found.map(toRecord);
    },

    /** Orders that wait for a payment since before `at`. */
    async waitingSince(at: Date): Promise<OrderRecord[]> {
      const found = await orders
        .find({ status: "pending_payment", createdAt: mongoose.trusted({ $lt: at }) })
        .limit(100)
        .lean<OrderDocument[]>();
      return found.map(toRecord);
    },

    async setAddress(id: string, address: Address): Promise<void> {
      await orders.updateOne({ _id: id, status: "pending_payment" }, { address });
    },

    async setPayment(id: string, paymentId: string): Promise<void> {
      await orders.updateOne({ _id: id }, { paymentId });
    },

    /** Gives up an attempt to open the payment; whoever comes later with the same one changes nothing. */
    async endPaymentAttempt(id: string, attempt: number): Promise<void> {
      await orders.updateOne(
        { _id: id, paymentAttempt: attempt, paymentId: null },
        { $inc: { paymentAttempt: 1 } },
      );
    },

    /** Moves an order on, if the table of moves lets it. @returns it as it is then, or null when it may not. */
    async move(
      id: string,
      to: OrderStatus,
      more: { paidAt?: Date; session?: DbSession } = {},
    ): Promise<OrderRecord | null> {
      const found = await orders
        .findOneAndUpdate(
          { _id: id, status: mongoose.trusted({ $in: orderStatusesBefore(to) }) },
          { status: to, ...(more.paidAt ? { paidAt: more.paidAt } : {}) },
          { returnDocument: "after", session: more.session ?? null },
        )
        .lean<OrderDocument>();
      return found && toRecord(found);
    },
  };
};
