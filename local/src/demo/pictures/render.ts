import sharp from "sharp";
import type { Drawing } from "./scene.ts";
import { createRandom } from "./sheet.ts";

/** JPEG quality at which gradients show no bands; the platform encodes it again. */
const QUALITY = 90;
/** Side of the film's grain in pixels, and how far a grain is from grey, of 255. */
const GRAIN = { side: 256, reach: 26 };

let grain: Promise<Buffer> | undefined;

/** Renders a drawing as JPEG: the room, enlarged, the things before it, and a film's grain over both. */
export const renderJpeg = async ({ width, height, room, things }: Drawing): Promise<Buffer> => {
  grain ??= drawGrain();
  // Pixels first, then everything else: an SVG that is resized or read in strips is drawn again, blurs and all.
  const [back, front] = await Promise.all([drawPixels(room), drawPixels(things)]);
  const enlarged = await sharp(back.data, { raw: back.info })
    .resize(width, height, { kernel: "cubic" })
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(enlarged, { raw: { width, height, channels: 3 } })
    .composite([
      { input: front.data, raw: front.info },
      { input: await grain, tile: true, blend: "soft-light" },
    ])
    .removeAlpha()
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
};

const drawPixels = (svg: string) =>
  sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });

/** Renders a drawing without a room, such as a mark. */
export const renderMark = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).png().toBuffer();

const drawGrain = (): Promise<Buffer> => {
  const random = createRandom(19);
  const { side, reach } = GRAIN;
  // Two numbers added lie near the middle more often, as grains do.
  const grey = Uint8Array.from({ length: side * side }, () => 128 + (random() + random() - 1) * reach);
  return sharp(grey, { raw: { width: side, height: side, channels: 1 } })
    .png()
    .toBuffer();
};
