import { type Image, ok, type Result, refuse } from "@showdrop/shared";
import type { ImageStore } from "./images.store.ts";

/** The shop's pictures with these ids, in their order; refuses the first that is not the shop's, or is there twice. */
export const pickImages = async (
  images: ImageStore,
  shopId: string,
  ids: readonly string[],
): Promise<Result<Image[]>> => {
  const found = await images.findOfShop(shopId, ids);
  const picked: Image[] = [];
  for (const [place, id] of ids.entries()) {
    const path = `imageIds.${place}`;
    const image = found.get(id);
    if (!image) return refuse("INVALID_INPUT", { path, message: "This picture is not one of the shop's." });
    if (picked.includes(image))
      return refuse("INVALID_INPUT", { path, message: "This picture is there already." });
    picked.push(image);
  }
  return ok(picked);
};
