import { z } from "zod";
import { Id, Moment } from "./ids.ts";
import { Money, Price } from "./money.ts";

/** A code as buyers type it: case, width and spaces around it do not count. */
export const DiscountCode = z
  .string()
  .transform((code) => code.normalize("NFKC").trim().toUpperCase())
  .pipe(
    z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{2,23}$/u, "A code has 3 to 24 letters, digits, - or _."),
  );

/** What a code gives. */
export const Benefit = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("percentage"),
    percent: z.int("Whole percents, please.").min(1, "At least 1 %.").max(100, "At most 100 %."),
  }),
  z.strictObject({
    kind: z.literal("amount"),
    amount: Money.refine(({ amount }) => amount > 0, {
      path: ["amount"],
      error: "Please enter how much it takes off.",
    }),
  }),
  z.strictObject({ kind: z.literal("free_shipping") }),
]);
export type Benefit = z.infer<typeof Benefit>;

const Times = z.int("A whole number, please.").min(1, "At least one.").max(1_000_000, "That is too many.");

/** Everything about a code that its shop decides. */
const terms = {
  benefit: Benefit,
  /** What the items must be worth. */
  minimum: Price.nullable(),
  startsAt: Moment.nullable(),
  endsAt: Moment.nullable(),
  /** How often it can be used in all; null: without end. */
  quota: Times.nullable(),
  /** How often by one person. */
  perPerson: Times.nullable(),
  active: z.boolean(),
} as const;

export const Discount = z.object({
  ...terms,
  id: Id,
  code: z.string(),
  /** A show coupon counts for what is bought in that show; null: anywhere in the shop. */
  showId: Id.nullable(),
  /** Orders that have it now; those that were cancelled gave it back. */
  used: z.int().nonnegative(),
  createdAt: Moment,
});
export type Discount = z.infer<typeof Discount>;

const endsAfterStart = ({ startsAt, endsAt }: { startsAt: string | null; endsAt: string | null }) =>
  startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt);
const window = { path: ["endsAt"], error: "It must end after it starts." };

export const CreateDiscount = z
  .strictObject({
    ...terms,
    code: DiscountCode,
    showId: Id.nullable().default(null),
    minimum: terms.minimum.default(null),
    startsAt: terms.startsAt.default(null),
    endsAt: terms.endsAt.default(null),
    quota: terms.quota.default(null),
    perPerson: terms.perPerson.default(null),
    active: terms.active.default(true),
  })
  .refine(endsAfterStart, window);
export type CreateDiscount = z.infer<typeof CreateDiscount>;

/** Replaces the terms. What a code gives and where is settled when it is made: people may have been told of it. */
export const EditDiscount = z.strictObject(terms).omit({ benefit: true }).refine(endsAfterStart, window);
export type EditDiscount = z.infer<typeof EditDiscount>;

/** A show coupon as viewers see it, to be taken with one tap. */
export const Coupon = z.object({
  discountId: Id,
  code: z.string(),
  benefit: Benefit,
  minimum: Money.nullable(),
  endsAt: Moment.nullable(),
  quota: z.int().positive().nullable(),
});
export type Coupon = z.infer<typeof Coupon>;

/** Shows a coupon to everybody in the show; null takes it down. */
export const ShowCoupon = z.strictObject({ discountId: Id.nullable() });
export type ShowCoupon = z.infer<typeof ShowCoupon>;
