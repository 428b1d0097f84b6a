import type { Image } from "@showdrop/shared";
import { Schema, type Types, trusted } from "mongoose";
import type { Db } from "../kit/mongo.ts";

interface ImageDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  uploadedBy: Types.ObjectId;
  /** The product that it is a reviewer's photo of; absent of the shop's own pictures. */
  reviewOf?: Types.ObjectId;
  url: string;
  width: number;
  height: number;
  createdAt: Date;
}

const imageSchema = new Schema<ImageDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true, index: true },
  uploadedBy: { type: Schema.Types.ObjectId, required: true },
  reviewOf: { type: Schema.Types.ObjectId },
  url: { type: String, required: true },
  width: { type: Number, required: true },
  height: { type: Number, required: true },
  createdAt: { type: Date, required: true },
});

imageSchema.index({ uploadedBy: 1, reviewOf: 1 });

const toImage = ({ _id, url, width, height }: ImageDocument): Image => ({
  id: _id.toHexString(),
  url,
  width,
  height,
});

export interface NewImage extends Omit<Image, "id"> {
  shopId: string;
  uploadedBy: string;
  /** The product whose review it is for; left out for the shop's own pictures. */
  reviewOf?: string;
  createdAt: Date;
}

export type ImageStore = ReturnType<typeof createImageStore>;

/** The uploaded pictures; each belongs to the shop it was uploaded for. */
export const createImageStore = (db: Db) => {
  const images = db.model<ImageDocument>("Image", imageSchema);
  return {
    async create(given: NewImage) {
      return toImage(await images.create(given));
    },

    /** The shop's own pictures among `ids`. */
    async findOfShop(shopId: string, ids: readonly string[]): Promise<Map<string, Image>> {
      const found = await images
        .find({ _id: trusted({ $in: [...ids] }), shopId, reviewOf: trusted({ $exists: false }) })
        .lean<ImageDocument[]>();
      return new Map(found.map((image) => [image._id.toHexString(), toImage(image)]));
    },

    /** The photos that somebody uploaded to review a product, whether they are in the review or not. */
    async ofReviewer(uploadedBy: string, reviewOf: string): Promise<Map<string, Image>> {
      const found = await images.find({ uploadedBy, reviewOf }).lean<ImageDocument[]>();
      return new Map(found.map((image) => [image._id.toHexString(), toImage(image)]));
    },

    async remove(ids: readonly string[]): Promise<void> {
      await images.deleteMany({ _id: trusted({ $in: [...ids] }) });
    },
  };
};
