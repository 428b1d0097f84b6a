import type { Image, ReviewOrder } from "@showdrop/shared";
import { Schema, Types, trusted } from "mongoose";
import type { Db, DbSession } from "../kit/mongo.ts";

export interface ReviewRecord {
  id: string;
  productId: string;
  shopId: string;
  authorId: string;
  /** The paid order that lets them speak. */
  orderId: string;
  showId: string | null;
  variantName: string;
  stars: number;
  text: string;
  photos: Image[];
  named: boolean;
  helpful: number;
  answer: { text: string; at: Date } | null;
  hidden: string | null;
  createdAt: Date;
  editedAt: Date | null;
}

type References = "productId" | "shopId" | "authorId" | "orderId" | "showId";
interface ReviewDocument extends Omit<ReviewRecord, "id" | References | "photos"> {
  _id: Types.ObjectId;
  productId: Types.ObjectId;
  shopId: Types.ObjectId;
  authorId: Types.ObjectId;
  orderId: Types.ObjectId;
  showId: Types.ObjectId | null;
  photos: { _id: Types.ObjectId; url: string; width: number; height: number }[];
}

const objectId = { type: Schema.Types.ObjectId, required: true } as const;
const text = { type: String, required: true } as const;
const photoSchema = new Schema<ReviewDocument["photos"][number]>({
  url: text,
  width: { type: Number, required: true },
  height: { type: Number, required: true },
});
const reviewSchema = new Schema<ReviewDocument>(
  {
    ...{ productId: objectId, shopId: objectId, authorId: objectId, orderId: objectId },
    showId: { type: Schema.Types.ObjectId, default: null },
    variantName: text,
    stars: { type: Number, required: true },
    text: { type: String, default: "" },
    photos: { type: [photoSchema], default: [] },
    named: { type: Boolean, required: true },
    helpful: { type: Number, default: 0 },
    answer: {
      type: new Schema<NonNullable<ReviewRecord["answer"]>>(
        { text, at: { type: Date, required: true } },
        { _id: false },
      ),
      default: null,
    },
    hidden: { type: String, default: null },
    createdAt: { type: Date, required: true },
    editedAt: { type: Date, default: null },
  },
  { collection: "product_reviews" },
);
reviewSchema.index({ productId: 1, authorId: 1 }, { unique: true });
reviewSchema.index({ productId: 1, hidden: 1, helpful: -1, _id: -1 });
reviewSchema.index({ authorId: 1 });

const toRecord = ({ _id, photos, ...row }: ReviewDocument): ReviewRecord => ({
  ...row,
  id: _id.toHexString(),
  productId: row.productId.toHexString(),
  shopId: row.shopId.toHexString(),
  authorId: row.authorId.toHexString(),
  orderId: row.orderId.toHexString(),
  showId: row.showId?.toHexString() ?? null,
  photos: photos.map(({ _id: id, url, width, height }) => ({ id: id.toHexString(), url, width, height })),
});

/** What its author writes. */
export type ReviewWords = Pick<ReviewRecord, "stars" | "text" | "photos" | "named">;
type NewReview = Pick<ReviewRecord, References | "variantName" | "createdAt">;

const orders = { newest: { _id: -1 }, helpful: { helpful: -1, _id: -1 } } as const;

export type ReviewStore = ReturnType<typeof createReviewStore>;

/** What buyers say of products: one review a person and product. */
export const createReviewStore = (db: Db) => {
  const reviews = db.model<ReviewDocument>("ProductReview", reviewSchema);
  const photosOf = (photos: readonly Image[]) => photos.map(({ id, ...photo }) => ({ _id: id, ...photo }));

  return {
    async find(id: string, session?: DbSession): Promise<ReviewRecord | null> {
      const found = await reviews
        .findById(id)
        .session(session ?? null)
        .lean<ReviewDocument>();
      return found && toRecord(found);
    },

    async findMany(ids: readonly string[]): Promise<Map<string, ReviewRecord>> {
      const found = await reviews.find({ _id: trusted({ $in: [...ids] }) }).lean<ReviewDocument[]>();
      return new Map(found.map((row) => [row._id.toHexString(), toRecord(row)]));
    },

    async findOf(authorId: string, productId: string, session?: DbSession): Promise<ReviewRecord | null> {
      const found = await reviews
        .findOne({ authorId, productId })
        .session(session ?? null)
        .lean<ReviewDocument>();
      return found && toRecord(found);
    },

    /** Everything that somebody wrote, oldest first. */
    async ofAuthor(authorId: string): Promise<ReviewRecord[]> {
      const found = await reviews.find({ authorId }).sort({ _id: 1 }).lean<ReviewDocument[]>();
      return found.map(toRecord);
    },

    /** A product's reviews that everybody sees. */
    async ofProduct(
      productId: string,
      { order, skip, limit }: { order: ReviewOrder; skip: number; limit: number },
    ): Promise<ReviewRecord[]> {
      const found = await reviews
        .find({ productId, hidden: null })
        .sort(orders[order])
        .skip(skip)
        .limit(limit)
        .lean<ReviewDocument[]>();
      return found.map(toRecord);
    },

    /** The stars of every review of a product that counts. */
    async starsOf(productId: string, session?: DbSession): Promise<number[]> {
      const found = await reviews
        .find({ productId, hidden: null })
        .select({ stars: 1 })
        .session(session ?? null)
        .lean<Pick<ReviewDocument, "stars">[]>();
      return found.map(({ stars }) => stars);
    },

    /** Reviews that nobody but their authors sees, newest first. */
    async hiddenOnes(limit: number): Promise<ReviewRecord[]> {
      const found = await reviews
        .find({ hidden: trusted({ $ne: null }) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<ReviewDocument[]>();
      return found.map(toRecord);
    },

    async create({ photos, ...words }: ReviewWords, given: NewReview, session: DbSession): Promise<void> {
      const _id = new Types.ObjectId();
      await reviews.create([{ _id, ...given, ...words, photos: photosOf(photos) }], { session });
    },

    async edit(
      id: string,
      { photos, ...words }: ReviewWords,
      editedAt: Date,
      session: DbSession,
    ): Promise<void> {
      const set = { ...words, photos: photosOf(photos), editedAt };
      await reviews.updateOne({ _id: id }, { $set: set }, { session });
    },

    async remove(id: string, session: DbSession): Promise<void> {
      await reviews.deleteOne({ _id: id }, { session });
    },

    /** Keeps the shop's answer. @returns false when there is one already. */
    async answer(id: string, answer: { text: string; at: Date }, session: DbSession): Promise<boolean> {
      const changed = await reviews.updateOne({ _id: id, answer: null }, { $set: { answer } }, { session });
      return changed.matchedCount === 1;
    },

    async hide(id: string, hidden: string | null, session: DbSession): Promise<void> {
      await reviews.updateOne({ _id: id }, { $set: { hidden } }, { session });
    },

    async setHelpful(id: string, helpful: number, session: DbSession): Promise<void> {
      await reviews.updateOne({ _id: id }, { $set: { helpful } }, { session });
    },
  };
};
