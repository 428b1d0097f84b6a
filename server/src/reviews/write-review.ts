import { type Image, type MyReview, ok, type Result, refuse, type WriteReview } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { Fault } from "../kit/errors.ts";
import type { Transact } from "../kit/mongo.ts";
import { cleanReview } from "./clean-review.ts";
import { type FindProduct, requireReviewable } from "./find-product.ts";
import { type MayReviewDeps, requirePurchase } from "./may-review.ts";
import { type RecountDeps, recountRating } from "./rating.ts";
import { type RemovePhotosDeps, removePhotos } from "./remove-photos.ts";
import { type ReviewViewDeps, viewMyReview } from "./review-view.ts";
import type { ReviewStore } from "./reviews.store.ts";

export interface WriteReviewDeps
  extends MayReviewDeps,
    ReviewViewDeps,
    RemovePhotosDeps,
    Omit<RecountDeps, "reviews"> {
  reviews: ReviewStore;
  findProduct: FindProduct;
  transact: Transact;
  clock: Clock;
}

/** The reviewer's own photos with these ids, in their order. */
const pickPhotos = (own: ReadonlyMap<string, Image>, ids: readonly string[]): Result<Image[]> => {
  const picked: Image[] = [];
  for (const [place, id] of ids.entries()) {
    const photo = own.get(id);
    if (!photo)
      return refuse("INVALID_INPUT", {
        path: `photoIds.${place}`,
        message: "This photo is not one of yours.",
      });
    picked.push(photo);
  }
  return ok(picked);
};

/**
 * Keeps what a buyer says of a product: their one review of it, new or changed. The product's average is counted anew in
 * the same transaction. A review that operators hid stays hidden.
 */
export const writeReview = async (
  deps: WriteReviewDeps,
  viewer: { id: string },
  productId: string,
  { photoIds, text: written, stars, named }: WriteReview,
): Promise<Result<MyReview>> => {
  const { reviews, images, transact, clock } = deps;
  const product = await requireReviewable(deps.findProduct, productId);
  if (!product.ok) return product;
  const purchase = await requirePurchase(deps, viewer.id, product.data);
  if (!purchase.ok) return purchase;
  const text = cleanReview(written);
  if (!text.ok) return text;
  const uploaded = await images.ofReviewer(viewer.id, productId);
  const photos = pickPhotos(uploaded, photoIds);
  if (!photos.ok) return photos;

  const now = new Date(clock.now());
  const words = { stars, text: text.data, photos: photos.data, named };
  const { shopId } = product.data;
  const { orderId, showId, variantName } = purchase.data;
  const saved = await transact(async (session) => {
    const before = await reviews.findOf(viewer.id, productId, session);
    if (before) await reviews.edit(before.id, words, now, session);
    else {
      const given = { productId, shopId, authorId: viewer.id, orderId, showId, variantName, createdAt: now };
      await reviews.create(words, given, session);
    }
    await recountRating(deps, productId, session);
    const after = await reviews.findOf(viewer.id, productId, session);
    if (!after) throw new Fault("a review that was just written cannot be read");
    return ok(after);
  });
  if (!saved.ok) return saved;
  // What was uploaded and is not shown is nobody's to keep.
  await removePhotos(
    deps,
    [...uploaded.values()].filter(({ id }) => !photoIds.includes(id)),
  );
  return ok(await viewMyReview(deps, saved.data));
};
