import { catalogRoutes } from "@showdrop/shared";
import { call } from "../../lib/api.ts";

/** The quality of the picture that is sent; the server encodes it anew. */
const JPEG_QUALITY = 0.9;

const frameOf = (video: HTMLVideoElement): Promise<Blob | null> => {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY));
};

const sought = (video: HTMLVideoElement, atMs: number): Promise<void> =>
  new Promise((resolve) => {
    video.pause();
    video.addEventListener("seeked", () => resolve(), { once: true });
    video.currentTime = atMs / 1000;
  });

/**
 * Makes a film's frame a picture of the shop.
 * @returns its id; null when it could not be made, as the replay's poster does too
 */
export const uploadFrame = async (
  video: HTMLVideoElement,
  { shopId, atMs }: { shopId: string; atMs: number },
): Promise<string | null> => {
  await sought(video, atMs);
  const file = await frameOf(video);
  if (!file) return null;
  const uploaded = await call(catalogRoutes.uploadImage, { params: { shopId }, file });
  return uploaded.ok ? uploaded.data.id : null;
};
