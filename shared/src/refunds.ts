import { z } from "zod";
import { LinesUnits, LineUnits } from "./fulfilment.ts";
import { Id, Moment } from "./ids.ts";
import { Amount, Money } from "./money.ts";

const Words = z.string().trim().max(500, "At most 500 characters, please.");

export const refundReasons = [
  "cancelled",
  "out_of_stock",
  "damaged",
  "wrong_item",
  "not_as_described",
  "changed_mind",
  "lost",
  "goodwill",
  "other",
] as const;
export const RefundReason = z.enum(refundReasons);
export type RefundReason = z.infer<typeof RefundReason>;

export const refundStatuses = ["pending", "done", "failed"] as const;
/** `pending`: the provider has not confirmed yet and is asked until it does. `failed`: it will never pay this back. */
export const RefundStatus = z.enum(refundStatuses);
export type RefundStatus = z.infer<typeof RefundStatus>;

/** Which status of a refund may follow which. */
export const refundMoves = {
  pending: ["done", "failed"],
  done: [],
  failed: [],
} as const satisfies Record<RefundStatus, readonly RefundStatus[]>;

export const Refund = z.object({
  id: Id,
  status: RefundStatus,
  amount: Money,
  /** What it is for; empty where only an amount was given back. */
  lines: z.array(LineUnits),
  /** Whether the units went back to the shelf. */
  restocked: z.boolean(),
  reason: RefundReason,
  note: z.string(),
  /** Null: by a rule of the platform, or at the payment provider. */
  by: z.string().nullable(),
  at: Moment,
});
export type Refund = z.infer<typeof Refund>;

/**
 * Gives `amount` (minor units of the order's currency) back. `lines` are the units it is for: those not sent yet will
 * not be; with `restock` they go back to the shelf.
 */
export const RefundOrder = z
  .strictObject({
    amount: Amount.positive("An amount above zero."),
    lines: LinesUnits.default([]),
    restock: z.boolean().default(false),
    reason: RefundReason,
    note: Words.default(""),
  })
  .refine(({ restock, lines }) => !restock || lines.length > 0, {
    path: ["restock"],
    error: "Say which units go back to the shelf.",
  });
export type RefundOrder = z.infer<typeof RefundOrder>;

export const CancelOrder = z.strictObject({
  reason: RefundReason.default("cancelled"),
  note: Words.default(""),
});
export type CancelOrder = z.infer<typeof CancelOrder>;

export const RequestCancellation = z.strictObject({ note: Words.default("") });
export type RequestCancellation = z.infer<typeof RequestCancellation>;

export const DeclineCancellation = z.strictObject({ note: Words.default("") });
export type DeclineCancellation = z.infer<typeof DeclineCancellation>;

/** A buyer's wish to cancel, and what the shop said. */
export const Cancellation = z.object({
  askedAt: Moment,
  note: z.string(),
  answer: z.enum(["waiting", "declined", "cancelled"]),
  /** The shop's words. */
  answerNote: z.string(),
});
export type Cancellation = z.infer<typeof Cancellation>;

export const returnReasons = [
  "damaged",
  "wrong_item",
  "not_as_described",
  "changed_mind",
  "not_delivered",
  "other",
] as const;
export const ReturnReason = z.enum(returnReasons);
export type ReturnReason = z.infer<typeof ReturnReason>;

/** Goods that came back. Money is another matter: a refund. */
export const ReturnedGoods = z.object({
  id: Id,
  lines: z.array(LineUnits),
  reason: ReturnReason,
  note: z.string(),
  restocked: z.boolean(),
  by: z.string(),
  at: Moment,
});
export type ReturnedGoods = z.infer<typeof ReturnedGoods>;

export const RecordReturn = z.strictObject({
  lines: LinesUnits.min(1, "Say what came back."),
  reason: ReturnReason,
  note: Words.default(""),
  restock: z.boolean().default(false),
});
export type RecordReturn = z.infer<typeof RecordReturn>;
