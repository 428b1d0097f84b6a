import { type Image, ok, type Result, refuse } from "@showdrop/shared";

/** A shop's own pictures among some ids. */
export type FindImages = (shopId: string, ids: readonly string[]) => Promise<Map<string, Image>>;

/** The address of a show's poster; null for none. Refuses a picture that is not the shop's. */
export const findPoster = async (
  findImages: FindImages,
  shopId: string,
  imageId: string | null,
): Promise<Result<string | null>> => {
  if (imageId === null) return ok(null);
  const image = (await findImages(shopId, [imageId])).get(imageId);
  return image
    ? ok(image.url)
    : refuse("INVALID_INPUT", { path: "posterImageId", message: "This picture is not one of the shop's." });
};
