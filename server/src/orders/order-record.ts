import type {
  Address,
  Bundle,
  Cancellation,
  Delivery,
  FulfilmentStatus,
  LineTotals,
  Locale,
  OrderLine,
  OrderStatus,
  Totals,
} from "@showdrop/shared";
import { Types } from "mongoose";
import type { OrderDocument } from "./order.schema.ts";

/** An order as the record has it. */
export interface OrderRecord {
  id: string;
  number: string;
  status: OrderStatus;
  shopId: string;
  showId: string | null;
  /** An account or a guest. */
  buyerId: string;
  email: string;
  lines: OrderLine[];
  /** What no other order may have meanwhile, and the order's own name; see `claimsOf`. */
  claims: string[];
  /** Holds that live on should the order be cancelled, because its buyer replaces it or gives others back. */
  letsGo: string[];
  totals: Totals;
  shippingTotals: LineTotals;
  bundle: Bundle | null;
  /** The discount code that counted. */
  code: string | null;
  delivery: Delivery;
  address: Address | null;
  /** Null until the payment provider has answered the first time. */
  paymentId: string | null;
  /** Counts the attempts to open the payment, from 1. */
  paymentAttempt: number;
  createdAt: Date;
  expiresAt: Date;
  /** Whether it was given more time already, as its payment was under way; it is once. */
  extended: boolean;
  paidAt: Date | null;
  /** When its buyer had done everything, and the money only waited to be taken; null when it was taken at once. */
  authorisedAt: Date | null;
  /** Tries to end it that came to nothing, and when the next one is due; null: at once. */
  endTries: number;
  endAgainAt: Date | null;
  /** The language in which its buyer is written to. */
  locale: Locale;
  fulfilment: FulfilmentStatus;
  /** What was given back, or is about to be: minor units of its currency, never more than was paid. */
  refunded: number;
  /** Grows with everything that is done with it once it is paid: whoever does something waits for the one before. */
  revision: number;
  /** The buyer's wish to cancel, and what the shop said. */
  cancellation: (Omit<Cancellation, "askedAt"> & { askedAt: Date }) | null;
  /** Which of its pickup codes is good, and who handed it over. */
  pickup: { serial: number; collectedAt: Date | null; collectedBy: string | null };
}

export type NewOrder = Omit<
  OrderRecord,
  | ("number" | "status" | "claims" | "letsGo" | "paymentId" | "paymentAttempt" | "extended" | "paidAt")
  | ("authorisedAt" | "endTries" | "endAgainAt")
  | ("fulfilment" | "refunded" | "revision" | "cancellation" | "pickup")
>;
/** What may still change while the order waits for its payment: nothing that it costs. */
export type OrderChange = Pick<
  OrderRecord,
  "address" | "delivery" | "email" | "totals" | "shippingTotals" | "bundle"
>;
/** An order as the database has it, as a record. */
export const toOrderRecord = ({ _id, shopId, showId, buyerId, ...rest }: OrderDocument): OrderRecord => ({
  ...rest,
  id: _id.toHexString(),
  shopId: shopId.toHexString(),
  showId: showId?.toHexString() ?? null,
  buyerId: buyerId.toHexString(),
});

/** The other way. */
export const toOrderDocument = ({ id, shopId, showId, buyerId, ...rest }: OrderRecord): OrderDocument => ({
  ...rest,
  _id: new Types.ObjectId(id),
  shopId: new Types.ObjectId(shopId),
  showId: showId === null ? null : new Types.ObjectId(showId),
  buyerId: new Types.ObjectId(buyerId),
});
