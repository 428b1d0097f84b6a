import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Currency, Money } from "./money.ts";

/**
 * How a shop's payout account stands. `none`: it has none, and the operator takes its sales; `incomplete`: begun, and
 * its owner has to tell more; `reviewing`: everything was told and is being looked at; `ready`: sales go to it;
 * `restricted`: something is missing or was refused, and sales go to the operator meanwhile.
 */
export const payoutStates = ["none", "incomplete", "reviewing", "ready", "restricted"] as const;
export const PayoutState = z.enum(payoutStates);
export type PayoutState = z.infer<typeof PayoutState>;

/** What the payment provider still wants to know, in groups that people have words for. */
export const payoutNeeds = [
  "identity",
  "address",
  "contact",
  "business",
  "bank_account",
  "documents",
  "terms",
  "other",
] as const;
export const PayoutNeed = z.enum(payoutNeeds);
export type PayoutNeed = z.infer<typeof PayoutNeed>;

export const PayoutAccount = z.object({
  state: PayoutState,
  needs: z.array(PayoutNeed),
  /** Until when the needs must be met, or payouts stop; null when nothing presses. */
  deadline: Moment.nullable(),
});
export type PayoutAccount = z.infer<typeof PayoutAccount>;

/** Minor units; below zero when more went back to buyers than came in. */
const Balance = z.object({
  currency: Currency,
  available: z.int(),
  pending: z.int(),
});

export const payoutStatuses = ["pending", "in_transit", "paid", "failed", "canceled"] as const;

/** Money on its way to the shop's bank account. */
export const Payout = z.object({
  id: z.string(),
  amount: Money,
  status: z.enum(payoutStatuses),
  /** When the bank has it, or should. */
  arrivesAt: Moment,
});
export type Payout = z.infer<typeof Payout>;

/** What a shop's sales came to in one currency, in minor units. */
export const SalesAccount = z.object({
  currency: Currency,
  captured: z.int().nonnegative(),
  returned: z.int().nonnegative(),
  /** What the operator kept, after what it gave back. */
  fees: z.int().nonnegative(),
  /** Taken by the operator while the shop had no account: owed to the shop outside of this platform. */
  heldByOperator: z.int().nonnegative(),
});
export type SalesAccount = z.infer<typeof SalesAccount>;

export const disputeStatuses = ["needs_response", "under_review", "won", "lost"] as const;
export const DisputeStatus = z.enum(disputeStatuses);
export type DisputeStatus = z.infer<typeof DisputeStatus>;

/** A buyer's bank asks for the money back. */
export const Dispute = z.object({
  id: z.string(),
  orderId: Id,
  orderNumber: z.string(),
  amount: Money,
  /** The provider's word, such as `product_not_received`. */
  reason: z.string(),
  status: DisputeStatus,
  /** Until when it can be answered; null when it cannot any more. */
  respondBy: Moment.nullable(),
  openedAt: Moment,
});
export type Dispute = z.infer<typeof Dispute>;

/** The owner's page about money. */
export const PayoutsPage = z.object({
  account: PayoutAccount,
  /** What the operator keeps of each sale, in basis points: 250 is 2.5 %. */
  feeBasisPoints: z.int().min(0).max(10_000),
  sales: z.array(SalesAccount),
  disputes: z.array(Dispute),
  /** What the provider says; null while it does not answer, or when there is no account. */
  balance: z.array(Balance).nullable(),
  payouts: z.array(Payout).nullable(),
});
export type PayoutsPage = z.infer<typeof PayoutsPage>;

/** The money of one order, as the shop's owner and managers see it. */
export const OrderPayment = z.object({
  captured: Money,
  returned: Money,
  /** What the operator kept, after what it gave back. */
  fee: Money,
  /** Until when an authorised payment can be captured; null when there is nothing to capture. */
  captureBefore: Moment.nullable(),
  disputes: z.array(Dispute),
});
export type OrderPayment = z.infer<typeof OrderPayment>;

/** A card that somebody let the payment provider keep. Its number was never here. */
export const SavedCard = z.object({
  id: z.string().regex(/^pm_\w+$/),
  brand: z.string(),
  last4: z.string().regex(/^\d{4}$/),
  expiryMonth: z.int().min(1).max(12),
  expiryYear: z.int(),
});
export type SavedCard = z.infer<typeof SavedCard>;
