import type { Money } from "@showdrop/shared";
import { Unavailable } from "../kit/errors.ts";

/** How a payment stands. `open` can still succeed; `processing` can too, and can no longer be cancelled. */
export interface Payment {
  id: string;
  status: "open" | "processing" | "succeeded" | "cancelled";
  /** The order it pays for. */
  orderId: string;
  /** What was captured, zero until it succeeded. */
  received: Money;
  clientSecret: string;
  refunded: boolean;
}

/** What the provider reports by webhook, as far as it matters here. */
export type PaymentEvent =
  | { id: string; type: "payment-changed"; payment: Payment }
  | { id: string; type: "refunded"; paymentId: string }
  | { id: string; type: "other" };

/** The provider cannot be reached, or asks for patience: what happened to the call is unknown. */
export class PaymentsUnavailable extends Unavailable {
  constructor(cause: unknown) {
    super("The payment provider", { cause, retryAfter: 3 });
  }
}

/**
 * The provider broke down over opening a payment and remembers that: it will answer the same attempt so for a day.
 * Whether a payment came of it is not known; `findOf` tells.
 */
export class PaymentAttemptSpent extends PaymentsUnavailable {}

/** What of an order its payment is opened with. */
export interface PayableOrder {
  id: string;
  holdId: string;
  number: string;
  total: Money;
  /** Counts the attempts to open a payment, from 1; the same attempt gives the same payment. */
  paymentAttempt: number;
  createdAt: Date;
}

/**
 * A payment provider. Every call may throw `PaymentsUnavailable` and may be repeated: the effect happens once.
 */
export interface Payments {
  /**
   * The payment of an order: the same order and attempt give the same payment.
   * @throws {PaymentAttemptSpent} when this attempt can never give one.
   */
  open(order: PayableOrder, email: string): Promise<Payment>;
  /** Looks for payments that were opened for an order, whatever came back at the time. */
  findOf(order: PayableOrder): Promise<Payment | null>;
  read(id: string): Promise<Payment>;
  /** Cancels unless it succeeded or is being processed. @returns how it stands afterwards. */
  cancel(id: string): Promise<Payment>;
  /** Gives everything back. */
  refund(id: string): Promise<void>;
  /** Verifies a webhook. @returns null when the signature, its age or the mode is wrong. */
  readEvent(body: Buffer, signature: string): PaymentEvent | null;
}
