import {
  ok,
  type ProductReview,
  type Refusal,
  type ReportReason,
  type Result,
  refuse,
} from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import type { Transact } from "../kit/mongo.ts";
import { type ReviewViewDeps, viewReviews } from "./review-view.ts";
import type { ReviewRecord, ReviewStore } from "./reviews.store.ts";
import type { VoiceStore } from "./voices.store.ts";

export interface SpeakOfReviewDeps extends ReviewViewDeps {
  reviews: ReviewStore;
  voices: VoiceStore;
  transact: Transact;
  clock: Clock;
  /** Counts one report of a person. @returns the refusal when there were too many. */
  takeReport(userId: string): Promise<Refusal | null>;
}

/** A review that the viewer reads and did not write. */
const requireOthers = async (
  reviews: ReviewStore,
  viewer: { id: string },
  reviewId: string,
): Promise<Result<ReviewRecord>> => {
  const review = await reviews.find(reviewId);
  if (!review || review.hidden !== null) return refuse("NOT_FOUND");
  if (review.authorId === viewer.id)
    return refuse("NOT_ALLOWED", { message: "This is your own review. Others say what they think of it." });
  return ok(review);
};

/** Says that a review helped, or takes that back; counted once for each person. */
export const findHelpful = async (
  deps: SpeakOfReviewDeps,
  viewer: { id: string },
  { reviewId, helpful }: { reviewId: string; helpful: boolean },
): Promise<Result<ProductReview>> => {
  const { reviews, voices, transact } = deps;
  const review = await requireOthers(reviews, viewer, reviewId);
  if (!review.ok) return review;
  const changed = await transact(async (session) => {
    const count = await voices.setHelpful({ reviewId, userId: viewer.id, helpful }, session);
    await reviews.setHelpful(reviewId, count, session);
    const after = await reviews.find(reviewId, session);
    return after ? ok(after) : refuse("NOT_FOUND");
  });
  if (!changed.ok) return changed;
  const [view] = await viewReviews(deps, [changed.data]);
  if (!view) throw new Fault("one review has one view");
  return ok(view);
};

/**
 * Tells the operators that a review is not right. The shop's own team may do so too, and has no other way: a review does
 * not go because it is bad.
 */
export const reportReview = async (
  deps: SpeakOfReviewDeps,
  viewer: { id: string },
  { reviewId, reason }: { reviewId: string; reason: ReportReason },
): Promise<Result<{ done: true }>> => {
  const tooMany = await deps.takeReport(viewer.id);
  if (tooMany) return { ok: false, error: tooMany };
  const review = await requireOthers(deps.reviews, viewer, reviewId);
  if (!review.ok) return review;
  await deps.voices.report({ reviewId, reporterId: viewer.id, reason, at: new Date(deps.clock.now()) });
  return ok({ done: true });
};
