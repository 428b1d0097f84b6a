import { z } from "zod";
import { DropStock } from "./drops.ts";
import { EntrantId, Hex32 } from "./giveaways.ts";
import { Id, Moment } from "./ids.ts";

/**
 * What the public log of a drop tells of. Units: `allocated` and `restocked` put them in, `held` (by pressing Buy) and
 * `offered` (by turn) reserve them, `released` and `expired` put them back, `committed` sells them, `returned` takes them
 * out again when the drop is over. People: `queued` and `left` the line, `drawn` a place in a fair start. `recounted`: the
 * counters were set anew from the record after a failure.
 */
export const receiptKinds = [
  "allocated",
  "restocked",
  "held",
  "offered",
  "released",
  "expired",
  "committed",
  "returned",
  "queued",
  "left",
  "drawn",
  "recounted",
] as const;
export const ReceiptKind = z.enum(receiptKinds);
export type ReceiptKind = z.infer<typeof ReceiptKind>;

/** One entry of a drop's public, append-only log. */
export const Receipt = z.object({
  /** Counts up from 1 within the drop. */
  seq: z.int().positive(),
  kind: ReceiptKind,
  variantId: Id,
  /** Units: of a line, those wished for. */
  quantity: z.int().nonnegative(),
  /** Whose it is, without saying who; null for what no customer did. */
  entry: EntrantId.nullable(),
  /** The place in line, where the entry is about one. */
  number: z.int().positive().nullable(),
  at: Moment,
  /** The variant's units after this entry. */
  after: DropStock,
});
export type Receipt = z.infer<typeof Receipt>;

/** Receipts a page, at most. */
export const MAX_RECEIPTS = 500;

/** A part of a drop's log, in its order. */
export const Receipts = z.object({
  dropId: Id,
  /** What the whole log adds up to, and the drop shows. */
  stock: DropStock,
  items: z.array(Receipt),
  /** `after` for the next part; null: this is the end for now. */
  next: z.int().positive().nullable(),
});
export type Receipts = z.infer<typeof Receipts>;

/** All that is needed to check a fair start, by anybody. How: docs/decisions/0019-a-fair-start.md */
export const DropDraw = z.object({
  /** The drop's id; part of what is hashed, so that no draw says anything of another. */
  drawId: Id,
  commit: Hex32,
  seed: Hex32,
  /** Everybody who came before the opening, sorted. */
  entrants: z.array(EntrantId),
  /** The same in the order in which they were served. */
  order: z.array(EntrantId),
});
export type DropDraw = z.infer<typeof DropDraw>;
