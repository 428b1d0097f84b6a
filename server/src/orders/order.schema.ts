import type {
  Address,
  Bundle,
  Delivery,
  LineSource,
  LineTotals,
  Money,
  OrderLine,
  Totals,
} from "@showdrop/shared";
import { Schema, type Types } from "mongoose";
import type { OrderRecord } from "./order-record.ts";

type References = "shopId" | "showId" | "buyerId";
export type OrderDocument = Omit<OrderRecord, "id" | References> & {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  showId: Types.ObjectId | null;
  buyerId: Types.ObjectId;
};

const objectId = { type: Schema.Types.ObjectId, required: true } as const;
const text = { type: String, required: true } as const;
const maybeText = { type: String, default: "" } as const;
const number = { type: Number, required: true } as const;
const part = { _id: false } as const;

const money = {
  type: new Schema<Money>({ amount: number, currency: text }, part),
  required: true,
} as const;

const lineTotals = {
  type: new Schema<LineTotals>({ amount: money, discount: money, tax: money, total: money }, part),
  required: true,
} as const;

const source = {
  type: new Schema<{ kind: LineSource["kind"]; dropId?: string; holdId?: string; showId?: string }>(
    { kind: text, dropId: String, holdId: String, showId: String },
    part,
  ),
  required: true,
} as const;

const line = new Schema<OrderLine>(
  {
    id: text,
    productId: text,
    variantId: text,
    title: text,
    variantName: text,
    imageUrl: { type: String, default: null },
    quantity: number,
    unitPrice: money,
    regularPrice: { ...money, required: false, default: null },
    source,
    totals: lineTotals,
  },
  part,
);

const totals = {
  type: new Schema<Totals>(
    {
      items: money,
      discounts: [
        new Schema<Totals["discounts"][number]>(
          { code: { type: String, default: null }, label: text, amount: money },
          part,
        ),
      ],
      shipping: money,
      taxes: [
        new Schema<Totals["taxes"][number]>(
          { name: text, rate: number, amount: money, included: { type: Boolean, required: true } },
          part,
        ),
      ],
      total: money,
    },
    part,
  ),
  required: true,
} as const;

const delivery = {
  type: new Schema<{ kind: Delivery["kind"]; label: string; rateId?: string | null; placeId?: string }>(
    { kind: text, label: maybeText, rateId: String, placeId: String },
    part,
  ),
  required: true,
} as const;

const address = {
  type: new Schema<Address>(
    {
      ...{ name: text, phone: text, country: text, line1: text },
      // Countries do without one or the other.
      ...{ postalCode: maybeText, region: maybeText, city: maybeText, line2: maybeText },
    },
    part,
  ),
  default: null,
} as const;

export const orderSchema = new Schema<OrderDocument>({
  number: { ...text, unique: true },
  status: text,
  shopId: objectId,
  showId: { type: Schema.Types.ObjectId, default: null, index: true },
  buyerId: objectId,
  email: text,
  lines: { type: [line], required: true },
  // One order a hold and one open order a cart, whatever happens: two checkouts of the same end in the same order.
  claims: { type: [String], required: true },
  letsGo: { type: [String], required: true, index: true },
  totals,
  shippingTotals: lineTotals,
  bundle: { type: new Schema<Bundle>({ id: text, orders: [String] }, part), default: null },
  code: { type: String, default: null },
  delivery,
  address,
  paymentId: { type: String, default: null },
  paymentAttempt: number,
  createdAt: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  extended: { type: Boolean, required: true },
  paidAt: { type: Date, default: null },
  authorisedAt: { type: Date, default: null },
  endTries: { ...number, default: 0 },
  endAgainAt: { type: Date, default: null },
  locale: text,
  fulfilment: text,
  refunded: number,
  revision: number,
  cancellation: {
    type: new Schema<OrderRecord["cancellation"]>(
      { askedAt: { type: Date, required: true }, note: maybeText, answer: text, answerNote: maybeText },
      part,
    ),
    default: null,
  },
  pickup: {
    type: new Schema<OrderRecord["pickup"]>(
      {
        serial: number,
        collectedAt: { type: Date, default: null },
        collectedBy: { type: String, default: null },
      },
      part,
    ),
    required: true,
  },
});
orderSchema.index({ claims: 1 }, { unique: true });
orderSchema.index({ "lines.source.dropId": 1 });
orderSchema.index({ buyerId: 1, _id: -1 });
orderSchema.index({ shopId: 1, _id: -1 });
orderSchema.index({ shopId: 1, paidAt: 1 });
orderSchema.index({ status: 1, expiresAt: 1 });
orderSchema.index({ paymentId: 1 });
