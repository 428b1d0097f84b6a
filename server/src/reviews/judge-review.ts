import { type JudgeReview, ok, type Product, type Result, type ReviewCase, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Transact } from "../kit/mongo.ts";
import { type RecountDeps, recountRating } from "./rating.ts";
import { type ReviewViewDeps, viewReviews } from "./review-view.ts";
import type { ReviewStore } from "./reviews.store.ts";
import type { VoiceStore } from "./voices.store.ts";

export interface JudgeReviewDeps extends ReviewViewDeps, Omit<RecountDeps, "reviews"> {
  reviews: ReviewStore;
  voices: VoiceStore;
  transact: Transact;
  audit: Pick<AuditStore, "record">;
  findProducts(ids: readonly string[]): Promise<Product[]>;
  findUser(id: string): Promise<{ operator: boolean } | null>;
}

/** Hidden reviews that are shown at once, the newest ones. */
const MOST_HIDDEN = 100;

const requireOperator = async (
  findUser: JudgeReviewDeps["findUser"],
  viewer: { id: string },
): Promise<Result<null>> => ((await findUser(viewer.id))?.operator ? ok(null) : refuse("NOT_ALLOWED"));

/** Reviews that readers reported and nobody judged since, the most reported first, and then those that are hidden. */
export const listReviewCases = async (
  deps: JudgeReviewDeps,
  viewer: { id: string },
): Promise<Result<{ items: ReviewCase[] }>> => {
  const { reviews, voices, findProducts, findUser } = deps;
  const operator = await requireOperator(findUser, viewer);
  if (!operator.ok) return operator;
  const [reported, hidden] = await Promise.all([voices.reported(), reviews.hiddenOnes(MOST_HIDDEN)]);
  const known = await reviews.findMany(reported.map(({ reviewId }) => reviewId));
  const heard = new Map(reported.map((each) => [each.reviewId, each]));
  const records = [
    ...reported.flatMap(({ reviewId }) => known.get(reviewId) ?? []),
    ...hidden.filter(({ id }) => !heard.has(id)),
  ];
  const [views, products] = await Promise.all([
    viewReviews(deps, records),
    findProducts([...new Set(records.map(({ productId }) => productId))]),
  ]);
  const items = records.flatMap((record): ReviewCase[] => {
    const review = views.find(({ id }) => id === record.id);
    const product = products.find(({ id }) => id === record.productId);
    if (!review || !product) return [];
    const { count, reasons, lastAt } = heard.get(record.id) ?? {
      count: 0,
      reasons: {},
      lastAt: record.createdAt,
    };
    return [
      {
        ...{ review, count, reasons, hidden: record.hidden },
        product: { id: product.id, title: product.title },
        lastAt: lastAt.toISOString(),
      },
    ];
  });
  return ok({ items });
};

/** Hides a review or lets it stand; either way what was reported of it is judged, and the log says who and why. */
export const judgeReview = async (
  deps: JudgeReviewDeps,
  viewer: { id: string },
  { reviewId, verdict, reason }: JudgeReview & { reviewId: string },
): Promise<Result<{ done: true }>> => {
  const { reviews, voices, transact, audit, findUser } = deps;
  const operator = await requireOperator(findUser, viewer);
  if (!operator.ok) return operator;
  return transact<{ done: true }>(async (session) => {
    const review = await reviews.find(reviewId, session);
    if (!review) return refuse("NOT_FOUND");
    const hidden = verdict === "hide" ? reason : null;
    await reviews.hide(reviewId, hidden, session);
    await voices.judge(reviewId, session);
    await recountRating(deps, review.productId, session);
    const row = { actorId: viewer.id, action: `review:${verdict}`, subject: `review:${reviewId}`, reason };
    const { shopId, authorId: personId } = review;
    await audit.record(
      { ...row, shopId, personId, before: { hidden: review.hidden }, after: { hidden } },
      session,
    );
    return ok({ done: true });
  });
};
