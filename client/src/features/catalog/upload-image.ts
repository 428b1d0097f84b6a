import { catalogRoutes, type Image, MAX_IMAGE_BYTES, type Result, refuse } from "@showdrop/shared";
import { call } from "../../lib/api.ts";

/** What the server re-encodes, as a file picker is told. */
export const IMAGE_TYPES = "image/jpeg,image/png,image/webp,image/avif";

/** Uploads one picture for a shop. One that is too large is refused here already, before its minutes of uploading. */
export const uploadImage = async (shopId: string, file: File): Promise<Result<Image>> =>
  file.size > MAX_IMAGE_BYTES
    ? refuse("IMAGE_TOO_LARGE")
    : call(catalogRoutes.uploadImage, { params: { shopId }, file });
