import type { Image } from "@showdrop/shared";
import { Schema, type Types, trusted } from "mongoose";
import type { Db } from "../kit/mongo.ts";

interface ImageDocument {
  _id: Types.ObjectId;
  shopId: Types.ObjectId;
  uploadedBy: Types.ObjectId;
  url: string;
  width: number;
  height: number;
  createdAt: Date;
}

const imageSchema = new Schema<ImageDocument>({
  shopId: { type: Schema.Types.ObjectId, required: true, index: true },
  uploadedBy: { type: Schema.Types.ObjectId, required: true },
  url: { type: String, required: true },
  width: { type: Number, required: true },
  height: { type: Number, required: true },
  createdAt: { type: Date, required: true },
});

const toImage = ({ _id, url, width, height }: ImageDocument): Image => ({
  id: _id.toHexString(),
  url,
  width,
  height,
});

export type ImageStore = ReturnType<typeof createImageStore>;

/** The uploaded pictures; each belongs to the shop it was uploaded for. */
export const createImageStore = (db: Db) => {
  const images = db.model<ImageDocument>("Image", imageSchema);
  return {
    async create(given: Omit<Image, "id"> & { shopId: string; uploadedBy: string; createdAt: Date }) {
      return toImage(await images.create(given));
    },

    /** The shop's own pictures among `ids`. */
    async findOfShop(shopId: string, ids: readonly string[]): Promise<Map<string, Image>> {
      const found = await images.find({ _id: trusted({ $in: [...ids] }), shopId }).lean<ImageDocument[]>();
      return new Map(found.map((image) => [image._id.toHexString(), toImage(image)]));
    },
  };
};
