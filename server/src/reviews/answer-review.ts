import { ok, type ProductReview, type Result, refuse } from "@showdrop/shared";
import type { AuditStore } from "../audit/audit.store.ts";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import type { Transact } from "../kit/mongo.ts";
import type { RequireRole } from "../shops/require-role.ts";
import { cleanReview } from "./clean-review.ts";
import { type ReviewViewDeps, viewReviews } from "./review-view.ts";
import type { ReviewStore } from "./reviews.store.ts";

export interface AnswerReviewDeps extends ReviewViewDeps {
  reviews: ReviewStore;
  requireRole: RequireRole;
  transact: Transact;
  audit: Pick<AuditStore, "record">;
  clock: Clock;
}

/** Says the shop's word under a review. It says one: a review is no place for a quarrel. */
export const answerReview = async (
  deps: AnswerReviewDeps,
  viewer: { id: string },
  reviewId: string,
  written: string,
): Promise<Result<ProductReview>> => {
  const { reviews, requireRole, transact, audit, clock } = deps;
  const review = await reviews.find(reviewId);
  if (!review || review.hidden !== null) return refuse("NOT_FOUND");
  const role = await requireRole(review.shopId, viewer, "reviews:answer");
  if (!role.ok) return role;
  const text = cleanReview(written);
  if (!text.ok) return text;
  if (text.data === "") return refuse("INVALID_INPUT", { path: "text" });
  const answered = await transact(async (session) => {
    const answer = { text: text.data, at: new Date(clock.now()) };
    if (!(await reviews.answer(reviewId, answer, session))) return refuse("REVIEW_ANSWERED");
    const row = { actorId: viewer.id, action: "review:answer", subject: `review:${reviewId}` };
    await audit.record({ ...row, shopId: review.shopId, after: { text: text.data } }, session);
    const after = await reviews.find(reviewId, session);
    return after ? ok(after) : refuse("NOT_FOUND");
  });
  if (!answered.ok) return answered;
  const [view] = await viewReviews(deps, [answered.data]);
  if (!view) throw new Fault("one review has one view");
  return ok(view);
};
