import { type Image, ok, type Result } from "@showdrop/shared";
import type { Clock } from "../kit/clock.ts";
import { randomToken } from "../kit/random.ts";
import { encodePicture } from "./encode-picture.ts";
import type { ImageFiles } from "./image-files.ts";
import type { ImageStore } from "./images.store.ts";

interface Deps {
  images: ImageStore;
  imageFiles: ImageFiles;
  clock: Clock;
}

/** Keeps a picture for a shop, or for the review of one of its products, re-encoded, under a name that cannot be guessed. */
export const uploadImage = async (
  { images, imageFiles, clock }: Deps,
  {
    shopId,
    actorId,
    reviewOf,
    upload,
  }: { shopId: string; actorId: string; reviewOf?: string; upload: Buffer },
): Promise<Result<Image>> => {
  const picture = await encodePicture(upload);
  if (!picture.ok) return picture;
  const { bytes, width, height } = picture.data;
  const name = `${randomToken(18)}.webp`;
  await imageFiles.write(name, bytes);
  try {
    const createdAt = new Date(clock.now());
    const url = `/uploads/${name}`;
    const whose = { shopId, uploadedBy: actorId, ...(reviewOf === undefined ? {} : { reviewOf }) };
    return ok(await images.create({ ...whose, url, width, height, createdAt }));
  } catch (error) {
    await imageFiles.remove(name);
    throw error;
  }
};
