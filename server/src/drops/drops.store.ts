import { type Money, ok, type Result, refuse } from "@showdrop/shared";
import mongoose, { Schema, Types } from "mongoose";
import { type Db, type DbSession, isDuplicateKey } from "../kit/mongo.ts";

/** A drop as the record has it. Units: reserved (in orders being paid) + committed (in paid orders) ≤ allocated. */
export interface DropRecord {
  id: string;
  showId: string;
  shopId: string;
  productId: string;
  variantId: string;
  title: string;
  imageUrl: string | null;
  variantName: string;
  price: Money;
  regularPrice: Money;
  /** Units put on sale when it was created; `allocated` shrinks to what was sold once it is settled. */
  quantity: number;
  allocated: number;
  reserved: number;
  committed: number;
  perCustomer: number;
  holdSeconds: number;
  /** On the show's clock: without its pauses. */
  opensAt: Date;
  /** Null: until somebody closes it, or its show ends. */
  openSeconds: number | null;
  /** Whether everybody was told that it opened. */
  announced: boolean;
  /** The show's turn that everybody was told of with the drop's times. */
  turn: number;
  closedAt: Date | null;
  /** Closed, every hold ended, and the unsold units are back in the variant's stock. */
  settled: boolean;
}

type References = "showId" | "shopId" | "productId" | "variantId";
interface DropDocument extends Omit<DropRecord, "id" | "openSeconds" | "turn" | References> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  shopId: Types.ObjectId;
  productId: Types.ObjectId;
  variantId: Types.ObjectId;
  /** These two are absent in drops from before drops could close by themselves. */
  openSeconds?: number | null;
  turn?: number;
  /** Who asked under which idempotency key, and a fingerprint of what they asked. */
  attempt: string;
  fingerprint: string;
}

const objectId = { type: Schema.Types.ObjectId, required: true } as const;
const units = { type: Number, required: true, min: 0 } as const;
const money = {
  _id: false,
  type: new Schema<Money>(
    { amount: { type: Number, required: true }, currency: { type: String, required: true } },
    { _id: false },
  ),
  required: true,
} as const;

const dropSchema = new Schema<DropDocument>({
  showId: { ...objectId, index: true },
  shopId: objectId,
  productId: objectId,
  variantId: { ...objectId, index: true },
  title: { type: String, required: true },
  imageUrl: { type: String, default: null },
  variantName: { type: String, required: true },
  price: money,
  regularPrice: money,
  quantity: units,
  allocated: units,
  reserved: units,
  committed: units,
  perCustomer: units,
  holdSeconds: units,
  opensAt: { type: Date, required: true },
  openSeconds: { type: Number },
  announced: { type: Boolean, required: true },
  turn: { type: Number },
  closedAt: { type: Date, default: null },
  settled: { type: Boolean, required: true, index: true },
  attempt: { type: String, required: true, unique: true },
  fingerprint: { type: String, required: true },
});

const toRecord = ({
  _id,
  showId,
  shopId,
  productId,
  variantId,
  attempt: _,
  fingerprint: __,
  ...rest
}: DropDocument): DropRecord => ({
  ...rest,
  openSeconds: rest.openSeconds ?? null,
  turn: rest.turn ?? 0,
  id: _id.toHexString(),
  showId: showId.toHexString(),
  shopId: shopId.toHexString(),
  productId: productId.toHexString(),
  variantId: variantId.toHexString(),
});

export type NewDrop = Omit<
  DropRecord,
  "announced" | "closedAt" | "settled" | "reserved" | "committed" | "allocated"
>;
export type DropStore = ReturnType<typeof createDropStore>;

/** The drops in MongoDB, which judges what is sold. */
export const createDropStore = (db: Db) => {
  const drops = db.model<DropDocument>("Drop", dropSchema);
  const leftFor = (quantity: number) =>
    mongoose.trusted({ $lte: [{ $add: ["$reserved", "$committed", quantity] }, "$allocated"] });

  return {
    newId: (): string => new Types.ObjectId().toHexString(),

    async create(
      { id, ...given }: NewDrop,
      attempt: string,
      fingerprint: string,
      session: DbSession,
    ): Promise<void> {
      await drops.create(
        [
          {
            ...given,
            _id: id,
            allocated: given.quantity,
            reserved: 0,
            committed: 0,
            announced: false,
            closedAt: null,
            settled: false,
            attempt,
            fingerprint,
          },
        ],
        { session },
      );
    },

    /** The drop that an attempt made before; refused when the same key came with another request. */
    async findByAttempt(attempt: string, fingerprint: string): Promise<Result<DropRecord> | null> {
      const found = await drops.findOne({ attempt }).lean<DropDocument>();
      if (!found) return null;
      return found.fingerprint === fingerprint ? ok(toRecord(found)) : refuse("IDEMPOTENCY_KEY_REUSED");
    },

    async find(id: string): Promise<DropRecord | null> {
      const found = await drops.findById(id).lean<DropDocument>();
      return found && toRecord(found);
    },

    async ofShow(showId: string): Promise<DropRecord[]> {
      const found = await drops.find({ showId }).sort({ _id: 1 }).lean<DropDocument[]>();
      return found.map(toRecord);
    },

    async unsettled(): Promise<DropRecord[]> {
      const found = await drops.find({ settled: false }).lean<DropDocument[]>();
      return found.map(toRecord);
    },

    /** Whether units of the variant are in a drop that is not settled. */
    async hasVariant(variantId: string): Promise<boolean> {
      return (await drops.exists({ variantId, settled: false })) !== null;
    },

    /** Moves the opening to `at`, on the show's clock. @returns null when it was announced as open or closed meanwhile. */
    async openAt(id: string, at: Date): Promise<DropRecord | null> {
      const found = await drops
        .findOneAndUpdate(
          { _id: id, announced: false, closedAt: null, opensAt: mongoose.trusted({ $gt: at }) },
          { opensAt: at },
          { returnDocument: "after" },
        )
        .lean<DropDocument>();
      return found && toRecord(found);
    },

    /** @returns whether this call is the one that gets to announce it. */
    async markAnnounced(id: string): Promise<boolean> {
      return (await drops.updateOne({ _id: id, announced: false }, { announced: true })).modifiedCount === 1;
    },

    /** @returns whether this call is the one that gets to tell of the drop's times in the show's new turn. */
    async markTurn(id: string, turn: number): Promise<boolean> {
      const behind = mongoose.trusted({ $not: { $gte: turn } });
      return (await drops.updateOne({ _id: id, turn: behind }, { turn })).modifiedCount === 1;
    },

    /** @returns whether this call closed it. */
    async close(id: string, at: Date): Promise<boolean> {
      return (await drops.updateOne({ _id: id, closedAt: null }, { closedAt: at })).modifiedCount === 1;
    },

    /** Sets units aside for an order that will be paid. @returns false when the record has too few left. */
    async reserve(id: string, quantity: number, session: DbSession): Promise<boolean> {
      const done = await drops.updateOne(
        { _id: id, settled: false, $expr: leftFor(quantity) },
        { $inc: { reserved: quantity } },
        { session },
      );
      return done.modifiedCount === 1;
    },

    /** The order was cancelled. */
    async unreserve(id: string, quantity: number, session: DbSession): Promise<void> {
      await drops.updateOne({ _id: id }, { $inc: { reserved: -quantity } }, { session });
    },

    /** The order was paid. */
    async commit(id: string, quantity: number, session: DbSession): Promise<void> {
      await drops.updateOne({ _id: id }, { $inc: { reserved: -quantity, committed: quantity } }, { session });
    },

    /**
     * The last act of a closed drop without running orders: nothing more can be sold.
     * @returns the units that were not sold, or null when it is not time yet or was done before.
     */
    async settle(id: string, session: DbSession): Promise<number | null> {
      const before = await drops
        .findOneAndUpdate(
          { _id: id, settled: false, reserved: 0, closedAt: mongoose.trusted({ $ne: null }) },
          [{ $set: { settled: true, allocated: "$committed" } }],
          { session, returnDocument: "before", updatePipeline: true },
        )
        .lean<DropDocument>();
      return before && before.allocated - before.committed;
    },

    isRepeatedAttempt: isDuplicateKey,
  };
};
