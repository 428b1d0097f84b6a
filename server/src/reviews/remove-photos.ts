import type { Image } from "@showdrop/shared";
import type { ImageFiles } from "../catalog/image-files.ts";
import type { ImageStore } from "../catalog/images.store.ts";

export interface RemovePhotosDeps {
  images: Pick<ImageStore, "ofReviewer" | "remove">;
  imageFiles: Pick<ImageFiles, "remove">;
}

/** Takes photos away for good: their files too, in every size. */
export const removePhotos = async (
  { images, imageFiles }: RemovePhotosDeps,
  photos: readonly Image[],
): Promise<void> => {
  if (photos.length === 0) return;
  await images.remove(photos.map(({ id }) => id));
  for (const { url } of photos) await imageFiles.remove(url.slice(url.lastIndexOf("/") + 1));
};
