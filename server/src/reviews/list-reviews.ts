import { ok, type Result, type ReviewOrder, type ReviewPage } from "@showdrop/shared";
import { type FindProduct, requireReviewable } from "./find-product.ts";
import { type MayReviewDeps, reviewRightOf } from "./may-review.ts";
import { distributionOf } from "./rating.ts";
import { type ReviewViewDeps, viewMyReview, viewReviews } from "./review-view.ts";
import type { ReviewStore } from "./reviews.store.ts";
import type { VoiceStore } from "./voices.store.ts";

export interface ListReviewsDeps extends MayReviewDeps, ReviewViewDeps {
  reviews: ReviewStore;
  voices: VoiceStore;
  findProduct: FindProduct;
  /** Whether somebody may answer for a shop. */
  mayAnswer(shopId: string, viewer: { id: string }): Promise<boolean>;
}

/** A product's reviews as the viewer sees them. */
export const listReviews = async (
  deps: ListReviewsDeps,
  viewer: { id: string } | null,
  productId: string,
  { order, skip, limit }: { order: ReviewOrder; skip: number; limit: number },
): Promise<Result<ReviewPage>> => {
  const { reviews, voices } = deps;
  const product = await requireReviewable(deps.findProduct, productId);
  if (!product.ok) return product;
  const [stars, found, own, right, answers] = await Promise.all([
    reviews.starsOf(productId),
    reviews.ofProduct(productId, { order, skip, limit: limit + 1 }),
    viewer && reviews.findOf(viewer.id, productId),
    reviewRightOf(deps, viewer, product.data),
    viewer !== null && deps.mayAnswer(product.data.shopId, viewer),
  ]);
  const shown = found.slice(0, limit);
  const [items, mine, foundHelpful] = await Promise.all([
    viewReviews(deps, shown),
    own && viewMyReview(deps, own),
    viewer
      ? voices.foundHelpful(
          viewer.id,
          shown.map(({ id }) => id),
        )
      : [],
  ]);
  return ok({
    ...{ items, mine, foundHelpful, right, answers },
    distribution: distributionOf(stars),
    more: found.length > limit,
  });
};
