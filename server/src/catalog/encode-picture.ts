import { ok, type Result, refuse } from "@showdrop/shared";
import sharp, { type Metadata } from "sharp";

/** Longest side in pixels: sharp on a tablet held close, a tenth of a modern phone's photo. */
const PHOTO_SIDE = 1_600;

/** Pixels that are ever decoded: the largest phone sensors give 50 million. Beyond that it is a bomb, not a photo. */
const MAX_PIXELS = 50_000_000;

/** Seconds of work on one picture; the largest allowed takes about two. */
const MAX_SECONDS = 15;

/** WebP quality at which a product photo cannot be told from its original at this size. */
const QUALITY = 82;

// Only these decoders may look at a stranger's bytes, whatever the bytes claim to be: no SVG, PDF or camera formats.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
});

export interface Picture {
  /** WebP, upright, without any metadata. */
  bytes: Buffer;
  width: number;
  height: number;
}

const isSupported = ({ format, compression }: Metadata): boolean =>
  format === "jpeg" ||
  format === "png" ||
  format === "webp" ||
  // AVIF and HEIC share a container; only the first is free to decode.
  (format === "heif" && compression === "av1");

/**
 * Makes a small upright WebP of an uploaded JPEG, PNG, WebP or AVIF; nothing of the original's bytes survives.
 * @param maxSide pixels of the longest side.
 */
export const encodePicture = async (upload: Buffer, maxSide = PHOTO_SIDE): Promise<Result<Picture>> => {
  try {
    // The header alone is read here, so its claim can be judged before a pixel is decoded.
    const header = await sharp(upload, { limitInputPixels: false }).metadata();
    if (!isSupported(header)) return refuse("IMAGE_UNSUPPORTED", { path: "file" });
    if (header.width * header.height > MAX_PIXELS)
      return refuse("IMAGE_TOO_LARGE", {
        path: "file",
        message: `This picture has too many pixels. The limit is ${MAX_PIXELS / 1_000_000} million.`,
      });
    const { data, info } = await sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: "error" })
      .timeout({ seconds: MAX_SECONDS })
      .autoOrient()
      .resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return ok({ bytes: data, width: info.width, height: info.height });
  } catch {
    // Nothing but these bytes was at work: whatever the decoder minds, the picture cannot be used.
    return refuse("IMAGE_UNSUPPORTED", { path: "file" });
  }
};

/** WebP quality of a smaller size: seen small, nobody tells it from the larger one, and it is a third lighter. */
const SIZED_QUALITY = 74;

/** One of our own pictures, so many pixels wide; a smaller one stays as it is. */
export const resizePicture = (picture: Buffer, width: number): Promise<Buffer> =>
  sharp(picture, { limitInputPixels: MAX_PIXELS })
    .timeout({ seconds: MAX_SECONDS })
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: SIZED_QUALITY })
    .toBuffer();
