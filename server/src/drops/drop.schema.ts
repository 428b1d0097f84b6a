import type { DropCapture, EarlyAccess, Money } from "@showdrop/shared";
import { Schema, type Types } from "mongoose";

/** The units of one variant in a drop: free + reserved (in orders being paid) + committed (in paid ones) = allocated. */
export interface PoolRecord {
  variantId: string;
  variantName: string;
  price: Money;
  regularPrice: Money;
  /** Units ever put into it. */
  quantity: number;
  /** The same, and once the drop is settled what was sold of it. */
  allocated: number;
  free: number;
  reserved: number;
  committed: number;
}

/** A drop as the record has it. */
export interface DropRecord {
  id: string;
  showId: string;
  shopId: string;
  productId: string;
  title: string;
  imageUrl: string | null;
  /** One for each variant. */
  pools: PoolRecord[];
  perCustomer: number;
  capture: DropCapture;
  holdSeconds: number;
  /** On the show's clock: without its pauses. */
  opensAt: Date;
  /** Null: until somebody closes it, or its show ends. */
  openSeconds: number | null;
  earlyAccess: EarlyAccess | null;
  /** The seed is secret until it is drawn. */
  fairStart: { seed: string; commit: string; drawnAt: Date | null; entries: number } | null;
  /** Since when it is paused by hand, on the show's clock. */
  pausedAt: Date | null;
  /** Milliseconds on the show's clock that its own pauses lasted which are over. */
  pausedMs: number;
  /** When the closing time was last moved, and what it was then. */
  moved: { from: Date | null; at: Date } | null;
  /** Counts up whenever it is paused, goes on or is closed, so that Redis follows in the right order. */
  version: number;
  /** Under which key units were added, and a fingerprint of what was asked. */
  restocks: { attempt: string; fingerprint: string }[];
  /** Whether everybody was told that it opened. */
  announced: boolean;
  /** The show's turn that everybody was told of with the drop's times. */
  turn: number;
  closedAt: Date | null;
  /** Closed, every hold ended, and the unsold units are back in the variants' stock. */
  settled: boolean;
}

type References = "showId" | "shopId" | "productId";
type PoolDocument = Omit<PoolRecord, "variantId"> & { variantId: Types.ObjectId };
export interface DropDocument extends Omit<DropRecord, "id" | "pools" | References> {
  _id: Types.ObjectId;
  showId: Types.ObjectId;
  shopId: Types.ObjectId;
  productId: Types.ObjectId;
  pools: PoolDocument[];
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

export const dropSchema = new Schema<DropDocument>({
  showId: { ...objectId, index: true },
  shopId: objectId,
  productId: objectId,
  title: { type: String, required: true },
  imageUrl: { type: String, default: null },
  pools: [
    new Schema<PoolDocument>(
      {
        variantId: objectId,
        variantName: { type: String, required: true },
        price: money,
        regularPrice: money,
        quantity: units,
        allocated: units,
        free: units,
        reserved: units,
        committed: units,
      },
      { _id: false },
    ),
  ],
  perCustomer: units,
  // Drops from before there was a choice were charged at once.
  capture: { type: String, default: "automatic" },
  holdSeconds: units,
  opensAt: { type: Date, required: true },
  openSeconds: { type: Number, default: null },
  earlyAccess: {
    type: new Schema<EarlyAccess>(
      { audience: { type: String, required: true }, seconds: { type: Number, required: true } },
      { _id: false },
    ),
    default: null,
  },
  fairStart: {
    type: new Schema<NonNullable<DropRecord["fairStart"]>>(
      {
        seed: { type: String, required: true, immutable: true },
        commit: { type: String, required: true, immutable: true },
        drawnAt: { type: Date, default: null },
        entries: { type: Number, default: 0 },
      },
      { _id: false },
    ),
    default: null,
  },
  pausedAt: { type: Date, default: null },
  pausedMs: { type: Number, default: 0 },
  moved: {
    type: new Schema<NonNullable<DropRecord["moved"]>>(
      { from: { type: Date, default: null }, at: { type: Date, required: true } },
      { _id: false },
    ),
    default: null,
  },
  version: { type: Number, required: true },
  restocks: [
    {
      _id: false,
      attempt: { type: String, required: true },
      fingerprint: { type: String, required: true },
    },
  ],
  announced: { type: Boolean, required: true },
  turn: { type: Number, required: true },
  closedAt: { type: Date, default: null },
  settled: { type: Boolean, required: true, index: true },
  attempt: { type: String, required: true, unique: true },
  fingerprint: { type: String, required: true },
});

dropSchema.index({ "pools.variantId": 1 });
dropSchema.index({ shopId: 1, settled: 1 });

/** A drop as the database has it, as a record. */
export const toDropRecord = ({
  _id,
  showId,
  shopId,
  productId,
  pools,
  attempt: _,
  fingerprint: __,
  ...rest
}: DropDocument): DropRecord => ({
  ...rest,
  id: _id.toHexString(),
  showId: showId.toHexString(),
  shopId: shopId.toHexString(),
  productId: productId.toHexString(),
  pools: pools.map((pool) => ({ ...pool, variantId: pool.variantId.toHexString() })),
});
