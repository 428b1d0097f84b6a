import type { DisputeStatus, Money } from "@showdrop/shared";
import { Unavailable } from "../kit/errors.ts";

/**
 * How a payment stands. `open` can still succeed; `processing` can too, and can no longer be cancelled; `authorised`:
 * the buyer did everything, and the money waits to be captured or let go.
 */
export type PaymentStatus = "open" | "processing" | "authorised" | "succeeded" | "cancelled";

export interface Payment {
  id: string;
  status: PaymentStatus;
  /** The order it pays for. */
  orderId: string;
  /** What was captured, zero until it succeeded. */
  received: Money;
  /** What of it went back to the buyer so far. */
  returned: Money;
  /** Until when an authorised payment can be captured; null when it is not authorised. */
  captureBefore: Date | null;
  clientSecret: string;
  /** The buyer's bank is asking them right now (3-D Secure). */
  asksBuyer: boolean;
}

/** Money on its way back to the buyer. `failed`: the buyer's bank refused it, and it is with the shop again. */
export interface Refund {
  id: string;
  paymentId: string;
  amount: Money;
  status: "pending" | "succeeded" | "failed";
}

export interface RefundRequest {
  /** At most what was captured and has not gone back yet. */
  amount: Money;
  /** Names this refund of the payment: the same key gives the same refund, whatever happens in between. */
  key: string;
  reason?: "duplicate" | "fraudulent" | "requested_by_customer";
}

/** What the provider reports by webhook, as far as it matters here. */
export type PaymentEvent = { id: string; at: Date } & (
  | { type: "payment-changed"; payment: Payment }
  /** The bank said no; the buyer may try another card. */
  | { type: "payment-declined"; payment: Payment }
  /** The bank said no to a card that was to be kept without paying. */
  | { type: "card-declined"; setupId: string; userId: string; customerId: string | null }
  /** Money went back, or came again; how much stands in the payment. */
  | { type: "refunded"; paymentId: string }
  | { type: "disputed"; disputeId: string }
  | { type: "account-changed"; accountId: string }
  | { type: "other" }
);

/** Where the money of a payment is, in minor units. */
export interface PaymentAccount {
  currency: Money["currency"];
  /** The shop's own account; null when the operator took it. */
  destination: string | null;
  captured: number;
  returned: number;
  /** What the operator kept of it, and gave back. */
  fee: number;
  feeReturned: number;
  /** What went on to the shop's account, and came back. */
  transferred: number;
  reversed: number;
}

/** A buyer's bank asks for a payment's money back. */
export interface DisputeRecord {
  id: string;
  paymentId: string;
  amount: Money;
  reason: string;
  status: DisputeStatus;
  respondBy: Date | null;
  openedAt: Date;
}

/** The provider cannot be reached, or asks for patience: what happened to the call is unknown. */
export class PaymentsUnavailable extends Unavailable {
  constructor(cause: unknown) {
    super("The payment provider", { cause, retryAfter: 3 });
  }
}

/**
 * The provider broke down over opening a payment, or a setup, and remembers that: it will answer the same attempt so for a
 * day. Whether a payment came of it is not known; `findOf` tells.
 */
export class PaymentAttemptSpent extends PaymentsUnavailable {}

/** What of an order its payment is opened with. */
export interface PayableOrder {
  id: string;
  number: string;
  total: Money;
  /** Counts the attempts to open a payment, from 1; the same attempt gives the same payment. */
  paymentAttempt: number;
  createdAt: Date;
}

/** How an order's payment is taken. Decided when its payment is first opened, and the same for every later attempt. */
export interface PaymentTerms {
  /** `automatic`: the money is taken when the buyer confirms; `manual`: it is authorised, and taken by `capture`. */
  capture: "automatic" | "manual";
  /** The shop's own account and what the operator keeps, in minor units; null when the operator takes it all. */
  destination: { accountId: string; fee: number } | null;
  /** The person at the provider whose saved cards may pay; null for guests. */
  customerId: string | null;
}

/**
 * A payment provider. Every call may throw `PaymentsUnavailable` and may be repeated: the effect happens once.
 */
export interface Payments {
  /**
   * The payment of an order: the same order and attempt give the same payment.
   * @throws {PaymentAttemptSpent} when this attempt can never give one.
   */
  open(order: PayableOrder, terms: PaymentTerms, email: string): Promise<Payment>;
  /** Looks for payments that were opened for an order, whatever came back at the time. */
  findOf(order: PayableOrder): Promise<Payment | null>;
  read(id: string): Promise<Payment>;
  /** Cancels unless it succeeded or is being processed; an authorisation is let go. @returns how it stands afterwards. */
  cancel(id: string): Promise<Payment>;
  /** Takes what was authorised, all of it. @returns how it stands afterwards: not `succeeded` when it was let go before. */
  capture(id: string): Promise<Payment>;
  /**
   * Gives money back: the shop's share from the shop's account and the operator's fee from the operator, each in
   * proportion.
   * @returns null when the payment has not that much left to give back.
   */
  refund(id: string, request: RefundRequest): Promise<Refund | null>;
  /**
   * Has the card that pays kept for a customer, or (`null`) not kept.
   * @returns false when it is too late for this payment.
   */
  keepCard(id: string, customerId: string | null): Promise<boolean>;
  accountOf(id: string): Promise<PaymentAccount>;
  /** @returns null when it is about no payment that was made here. */
  readDispute(id: string): Promise<DisputeRecord | null>;
  /** What happened since then, oldest first, whether or not a webhook told of it. Of the shops' accounts it says nothing. */
  eventsSince(since: Date): Promise<PaymentEvent[]>;
  /** Verifies a webhook. @returns null when the signature, its age or the mode is wrong. */
  readEvent(body: Buffer, signature: string): PaymentEvent | null;
}
