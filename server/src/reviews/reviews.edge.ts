import { refuse } from "@showdrop/shared";
import type { ImageFiles } from "../catalog/image-files.ts";
import type { ImageStore } from "../catalog/images.store.ts";
import { uploadImage } from "../catalog/upload-image.ts";
import type { Handlers } from "../edge/call.ts";
import type { Limits } from "../edge/limits.ts";
import { type AnswerReviewDeps, answerReview } from "./answer-review.ts";
import { type DeleteReviewDeps, deleteReview } from "./delete-review.ts";
import { requireReviewable } from "./find-product.ts";
import { type JudgeReviewDeps, judgeReview, listReviewCases } from "./judge-review.ts";
import { type ListReviewsDeps, listReviews } from "./list-reviews.ts";
import { requirePurchase } from "./may-review.ts";
import { findHelpful, reportReview, type SpeakOfReviewDeps } from "./speak-of-review.ts";
import { type WriteReviewDeps, writeReview } from "./write-review.ts";

export interface ReviewsEdge
  extends ListReviewsDeps,
    WriteReviewDeps,
    DeleteReviewDeps,
    AnswerReviewDeps,
    SpeakOfReviewDeps,
    JudgeReviewDeps {
  images: ImageStore;
  imageFiles: ImageFiles;
  limits: Limits;
}

type ReviewCalls =
  | "listReviews"
  | "writeReview"
  | "deleteReview"
  | "uploadReviewPhoto"
  | "answerReview"
  | "findReviewHelpful"
  | "reportReview"
  | "listReviewCases"
  | "judgeReview";

export const reviewsEdge = (deps: ReviewsEdge): Pick<Handlers, ReviewCalls> => ({
  listReviews: ({ viewer, params, query }) => listReviews(deps, viewer, params.productId, query),
  writeReview: ({ viewer, params, body }) => writeReview(deps, viewer, params.productId, body),
  deleteReview: ({ viewer, params }) => deleteReview(deps, viewer, params.productId),

  async uploadReviewPhoto({ viewer, params: { productId }, file }) {
    const tooMany = await deps.limits.take("upload", viewer.id);
    if (tooMany) return { ok: false, error: tooMany };
    const product = await requireReviewable(deps.findProduct, productId);
    if (!product.ok) return product;
    const purchase = await requirePurchase(deps, viewer.id, product.data);
    if (!purchase.ok) return purchase;
    if (!file) return refuse("IMAGE_MISSING", { path: "file" });
    const { shopId } = product.data;
    return uploadImage(deps, { shopId, actorId: viewer.id, reviewOf: productId, upload: file.bytes });
  },

  answerReview: ({ viewer, params, body }) => answerReview(deps, viewer, params.reviewId, body.text),
  findReviewHelpful: ({ viewer, params, body }) => findHelpful(deps, viewer, { ...params, ...body }),
  reportReview: ({ viewer, params, body }) => reportReview(deps, viewer, { ...params, ...body }),
  listReviewCases: ({ viewer }) => listReviewCases(deps, viewer),
  judgeReview: ({ viewer, params, body }) => judgeReview(deps, viewer, { ...params, ...body }),
});
