import { z } from "zod";
import { Category } from "./categories.ts";
import { Id, Moment } from "./ids.ts";
import { Currency, Money, Price } from "./money.ts";
import { Person } from "./people.ts";

/** An uploaded picture after it was re-encoded; `url` is a path on this server. */
export const Image = z.object({
  id: Id,
  url: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Image = z.infer<typeof Image>;

/** Upload limit in bytes: a modern phone's photo fits, a decompression bomb's container rarely needs more. */
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

/** More units than any small creator makes; keeps every sum far inside a safe integer. */
export const MAX_STOCK = 1_000_000;

const Title = z
  .string()
  .trim()
  .min(1, "Please name the product.")
  .max(120, "A title has at most 120 characters.");
const Description = z.string().trim().max(4000, "Please keep the description under 4,000 characters.");
const VariantName = z
  .string()
  .trim()
  .min(1, "Please name the variant.")
  .max(60, "A variant's name has at most 60 characters.");
const Units = z
  .int("Stock is a whole number.")
  .nonnegative("Stock cannot be negative.")
  .max(MAX_STOCK, "That is more stock than can be kept.");

/** The sellable unit. `available` is what the ledger says can still be sold or put in a drop. */
export const Variant = z.object({ id: Id, name: z.string(), price: Money, available: z.int().nonnegative() });
export type Variant = z.infer<typeof Variant>;

/** What the reviews of a product come to; the average has one decimal, and is null while there are none. */
export const Rating = z.object({
  count: z.int().nonnegative(),
  average: z.number().min(1).max(5).nullable(),
});
export type Rating = z.infer<typeof Rating>;

export const noRating: Rating = { count: 0, average: null };

export const Product = z.object({
  id: Id,
  shopId: Id,
  title: z.string(),
  description: z.string(),
  category: Category.nullable(),
  currency: Currency,
  images: z.array(Image),
  variants: z.array(Variant).min(1),
  archived: z.boolean(),
  createdAt: Moment,
  /** The logs of shows from before there were reviews name products without it. */
  rating: Rating.default(noRating),
});
export type Product = z.infer<typeof Product>;

export const CreateProduct = z.strictObject({
  title: Title,
  description: Description.default(""),
  category: Category.nullable().default(null),
  imageIds: z.array(Id).max(8, "A product has at most 8 pictures.").default([]),
  currency: Currency,
  variants: z
    .array(z.strictObject({ name: VariantName, price: Price, stock: Units }))
    .min(1, "A product needs at least one variant.")
    .max(50, "A product has at most 50 variants."),
});
export type CreateProduct = z.infer<typeof CreateProduct>;

/** Variants with an id are changed, those without are added. Stock moves only through the ledger. */
export const EditProduct = z.strictObject({
  title: Title.optional(),
  description: Description.optional(),
  category: Category.nullable().optional(),
  imageIds: z.array(Id).max(8, "A product has at most 8 pictures.").optional(),
  variants: z
    .array(z.strictObject({ id: Id.optional(), name: VariantName, price: Price }))
    .min(1, "A product needs at least one variant.")
    .max(50, "A product has at most 50 variants.")
    .optional(),
  archived: z.boolean().optional(),
});
export type EditProduct = z.infer<typeof EditProduct>;

/**
 * Why a variant's stock moved. `allocated`: into a drop; `ordered`: set aside for an order; `returned`: back from either;
 * `committed`: sold.
 */
export const stockMoves = [
  "received",
  "adjusted",
  "allocated",
  "ordered",
  "returned",
  "committed",
  "refunded",
] as const;

export const StockEntry = z.object({
  id: Id,
  variantId: Id,
  move: z.enum(stockMoves),
  /** Units, signed: what this entry adds to the variant's available stock (committed: 0, it left when allocated or ordered). */
  change: z.int(),
  /** Units the entry speaks of. */
  quantity: z.int().positive(),
  reason: z.string(),
  by: Person.nullable(),
  at: Moment,
});
export type StockEntry = z.infer<typeof StockEntry>;

export const MoveStock = z.strictObject({
  /** Units to add, or to take away when negative. */
  change: z
    .int("Stock is a whole number.")
    .min(-MAX_STOCK)
    .max(MAX_STOCK)
    .refine((n) => n !== 0, "Please enter how many units to add or take away."),
  reason: z.string().trim().min(1, "Please say why.").max(200),
});
export type MoveStock = z.infer<typeof MoveStock>;
