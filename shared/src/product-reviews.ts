import { z } from "zod";
import { Image } from "./catalog.ts";
import { Id, Moment } from "./ids.ts";
import { ReportReason } from "./review.ts";

export const MIN_STARS = 1;
export const MAX_STARS = 5;
export const Stars = z
  .int("Please choose from one to five stars.")
  .min(MIN_STARS, "Please choose from one to five stars.")
  .max(MAX_STARS, "Please choose from one to five stars.");

/** More than a customer needs to show what arrived; keeps a page of reviews light. */
export const MAX_REVIEW_PHOTOS = 4;
export const MAX_REVIEW_LENGTH = 2_000;

const Text = z.string().trim().max(MAX_REVIEW_LENGTH, "A review has at most 2,000 characters.");

/** How many reviews gave so many stars: the first entry is one star, the last five. Hidden reviews do not count. */
export const Distribution = z.tuple([
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
]);
export type Distribution = z.infer<typeof Distribution>;

/** What the shop says under a review, once. */
export const ReviewAnswer = z.object({ text: z.string(), at: Moment });
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;

/** What somebody who bought a product says of it. */
export const ProductReview = z.object({
  id: Id,
  productId: Id,
  /** The name of the one who wrote it; null when they did not want to be named. */
  author: z.string().nullable(),
  stars: Stars,
  text: z.string(),
  photos: z.array(Image),
  /** The variant that they bought. */
  variantName: z.string(),
  /** The show that it was bought in; null when it came from the shop's page. */
  boughtIn: z.object({ showId: Id, title: z.string() }).nullable(),
  /** How many found it helpful. */
  helpful: z.int().nonnegative(),
  answer: ReviewAnswer.nullable(),
  createdAt: Moment,
  editedAt: Moment.nullable(),
});
export type ProductReview = z.infer<typeof ProductReview>;

/** The viewer's own review. `hidden`: why the operators took it from the page; null while everybody sees it. */
export const MyReview = ProductReview.extend({ named: z.boolean(), hidden: z.string().nullable() });
export type MyReview = z.infer<typeof MyReview>;

export const reviewOrders = ["newest", "helpful"] as const;
export const ReviewOrder = z.enum(reviewOrders);
export type ReviewOrder = z.infer<typeof ReviewOrder>;

/**
 * Whether a person may review a product. `not_bought`: nothing of it was paid, or the money went back. `not_yet`: it was
 * paid, and is neither sent nor handed over.
 */
export const reviewRights = ["sign_in", "not_bought", "not_yet", "team", "may"] as const;
export const ReviewRight = z.enum(reviewRights);
export type ReviewRight = z.infer<typeof ReviewRight>;

/** A page of a product's reviews, with all that stands above them. */
export const ReviewPage = z.object({
  distribution: Distribution,
  items: z.array(ProductReview),
  /** Whether there are more after these. */
  more: z.boolean(),
  /** Which of these the viewer found helpful. */
  foundHelpful: z.array(Id),
  mine: MyReview.nullable(),
  right: ReviewRight,
  /** Whether the viewer may answer for the shop. */
  answers: z.boolean(),
});
export type ReviewPage = z.infer<typeof ReviewPage>;

export const ReviewQuery = z.strictObject({
  order: ReviewOrder.default("newest"),
  /** How many to leave out: those of the pages before. */
  skip: z.coerce.number().int().min(0).max(10_000).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const WriteReview = z.strictObject({
  stars: Stars,
  text: Text.default(""),
  photoIds: z
    .array(Id)
    .max(MAX_REVIEW_PHOTOS, "A review has at most 4 photos.")
    .refine((ids) => new Set(ids).size === ids.length, "This photo is there already.")
    .default([]),
  /** Whether the reviewer's name stands over it. */
  named: z.boolean(),
});
export type WriteReview = z.infer<typeof WriteReview>;

export const AnswerReview = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, "There is nothing to say yet.")
    .max(1_000, "An answer has at most 1,000 characters."),
});
export type AnswerReview = z.infer<typeof AnswerReview>;

export const FindHelpful = z.strictObject({ helpful: z.boolean() });
export const ReportReview = z.strictObject({ reason: ReportReason });

/** A review as the operators see it, with what was reported of it: how many and why, never who. */
export const ReviewCase = z.object({
  review: ProductReview,
  product: z.object({ id: Id, title: z.string() }),
  /** How many reported it since it was judged last. */
  count: z.int().nonnegative(),
  reasons: z.partialRecord(ReportReason, z.int().positive()),
  lastAt: Moment,
  /** Why it is hidden; null while everybody sees it. */
  hidden: z.string().nullable(),
});
export type ReviewCase = z.infer<typeof ReviewCase>;

export const reviewVerdicts = ["hide", "keep"] as const;
/** `hide`: nobody but its author sees it, and it counts no more. `keep`: it is fine, or is so again. */
export const JudgeReview = z.strictObject({
  verdict: z.enum(reviewVerdicts),
  reason: z.string().trim().min(1, "Please say why.").max(500, "At most 500 characters, please."),
});
export type JudgeReview = z.infer<typeof JudgeReview>;
