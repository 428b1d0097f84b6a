import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { ErrandCounts, LeaseReport } from "./operating.ts";

/**
 * What can be at odds with what, each a count of units:
 * - `stock`: what a variant has available, against the sum of its ledger
 * - `allocated`: what a drop has, against what the ledger put into it
 * - `reserved`: what a drop set aside, against its orders that are being paid
 * - `committed`: what a drop sold, against its paid orders
 * - `ledger_committed`: what the ledger notes as sold in an order, against the order
 * - `counted_allocated`, `counted_held`, `counted_committed`: what Redis admits by, against the record
 * - `counted_sum`: available + held + set aside + sold in Redis, against what Redis has as allocated
 */
export const differenceKinds = [
  "stock",
  "allocated",
  "reserved",
  "committed",
  "ledger_committed",
  "counted_allocated",
  "counted_held",
  "counted_committed",
  "counted_sum",
] as const;
export const DifferenceKind = z.enum(differenceKinds);
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/** One number that is not what it should be. */
export const Difference = z.object({
  kind: DifferenceKind,
  /** Of the variant, drop or order whose number it is. */
  subjectId: Id,
  /** Units that there should be. */
  expected: z.int(),
  /** Units that there are. */
  found: z.int(),
});
export type Difference = z.infer<typeof Difference>;

/** What one comparison of the ledger, the orders, the drops and Redis found. */
export const Reconciliation = z.object({
  at: Moment,
  /** How long it took, in milliseconds. */
  tookMs: z.int().min(0),
  compared: z.object({ variants: z.int(), entries: z.int(), drops: z.int(), orders: z.int() }),
  /** At most a hundred of them. */
  differences: z.array(Difference),
  /** All of them. */
  total: z.int().min(0),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

/** What servers do again and again. */
export const jobNames = [
  "paymentEvents",
  "payoutAccounts",
  "drops",
  "overdueOrders",
  "unheardPayments",
  "pollsAndGiveaways",
  "unheardRecordings",
  "oldRecordings",
  "occasions",
  "audiences",
  "notifications",
  "refunds",
  "reconcile",
  "search",
  "rehearsals",
  "erasure",
  "errands",
] as const;

/** How it goes with one of them. */
export const JobReport = z.object({
  name: z.enum(jobNames),
  /** Milliseconds between two runs. */
  everyMs: z.int().positive(),
  lastRanAt: Moment.nullable(),
  /** How long the last run took, in milliseconds. */
  tookMs: z.int().min(0),
  /** Runs that failed one after the other, up to the last; 0 when the last succeeded. */
  failures: z.int().min(0),
});
export type JobReport = z.infer<typeof JobReport>;

/** What the operator sees: of the whole platform, and of the server that answered. */
export const Operations = z.object({
  now: Moment,
  /** Null until the first comparison. */
  reconciliation: Reconciliation.nullable(),
  /** Whether the parts that this server needs answer now. */
  parts: z.object({ mongo: z.boolean(), redis: z.boolean(), otherServers: z.boolean() }),
  jobs: z.array(JobReport),
  leases: z.array(LeaseReport),
  errands: ErrandCounts,
  nodes: z.object({ living: z.int().min(0), draining: z.int().min(0) }),
  showsOnAir: z.int().min(0),
});
export type Operations = z.infer<typeof Operations>;
