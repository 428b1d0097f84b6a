import { ok, type Result, refuse } from "@showdrop/shared";
import type { Transact } from "../kit/mongo.ts";
import { type RecountDeps, recountRating } from "./rating.ts";
import { type RemovePhotosDeps, removePhotos } from "./remove-photos.ts";
import type { ReviewStore } from "./reviews.store.ts";
import type { VoiceStore } from "./voices.store.ts";

export interface DeleteReviewDeps extends RemovePhotosDeps, Omit<RecountDeps, "reviews"> {
  reviews: ReviewStore;
  voices: VoiceStore;
  transact: Transact;
}

/** Deletes somebody's review of a product with all that hangs on it: answer, photos, what readers said of it. */
export const deleteReview = async (
  deps: DeleteReviewDeps,
  viewer: { id: string },
  productId: string,
): Promise<Result<{ done: true }>> => {
  const { reviews, voices, images, transact } = deps;
  const deleted = await transact<{ done: true }>(async (session) => {
    const review = await reviews.findOf(viewer.id, productId, session);
    if (!review) return refuse("NOT_FOUND");
    await reviews.remove(review.id, session);
    await voices.forgetReview(review.id, session);
    await recountRating(deps, productId, session);
    return ok({ done: true });
  });
  if (deleted.ok) await removePhotos(deps, [...(await images.ofReviewer(viewer.id, productId)).values()]);
  return deleted;
};

/** Erases everything that somebody said in reviews and about them, as when their account is erased. */
export const eraseReviewsOf = async (deps: DeleteReviewDeps, userId: string): Promise<void> => {
  for (const { productId } of await deps.reviews.ofAuthor(userId))
    await deleteReview(deps, { id: userId }, productId);
  await deps.transact(async (session) => {
    await deps.voices.forgetPerson(userId, session);
    return ok(null);
  });
};
