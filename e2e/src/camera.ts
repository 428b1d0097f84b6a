import { writeFile } from "node:fs/promises";
import sharp from "sharp";

/** Red, green, blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Everything the picture is painted with; far enough apart to survive compression. */
export const palette = {
  red: [210, 30, 30],
  green: [20, 150, 40],
  blue: [30, 50, 210],
  yellow: [225, 205, 30],
  white: [240, 240, 240],
  black: [16, 16, 16],
  magenta: [205, 30, 200],
  cyan: [30, 200, 210],
} as const satisfies Record<string, Rgb>;
export type ColourName = keyof typeof palette;

/** The quarters that stand still: top left, top right, bottom left, bottom right. */
export const quarters = ["red", "green", "blue", "yellow"] as const satisfies ColourName[];
/** What the middle shows in turn, each for half a second. */
export const middles = ["white", "magenta", "black", "cyan"] as const satisfies ColourName[];

// Small, because two cores send it in several qualities and decode it for everybody.
const WIDTH = 640;
const HEIGHT = 360;
/** Chromium plays a file at 30 frames a second. */
const FRAMES_A_COLOUR = 15;
const FRAMES = FRAMES_A_COLOUR * middles.length;

/** Where things are, as shares of the picture's width and height. */
export const layout = {
  quarters: [
    [0.15, 0.25],
    [0.85, 0.25],
    [0.15, 0.7],
    [0.85, 0.7],
  ],
  middle: { left: 0.35, right: 0.65, top: 0.3, bottom: 0.65 },
  /** A white bar runs through this black strip from left to right, once in a loop. */
  strip: { top: 0.86, barWidth: 0.08 },
} as const;

const colourAt = (x: number, y: number, frame: number): Rgb => {
  const { middle, strip } = layout;
  if (y >= strip.top) {
    const bar = (frame / FRAMES) * (1 - strip.barWidth);
    return x >= bar && x < bar + strip.barWidth ? palette.white : palette.black;
  }
  if (x >= middle.left && x < middle.right && y >= middle.top && y < middle.bottom)
    return palette[middles[Math.floor(frame / FRAMES_A_COLOUR)] ?? "black"];
  const quarter = (y < 0.5 ? 0 : 2) + (x < 0.5 ? 0 : 1);
  return palette[quarters[quarter] ?? "black"];
};

const draw = (frame: number, light: number): Promise<Buffer> => {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const colour = colourAt(x / WIDTH, y / HEIGHT, frame).map((value) => value * light);
      pixels.set(colour, (y * WIDTH + x) * 3);
    }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
};

/**
 * Writes two seconds of a moving picture that nothing else looks like, for a fake camera: JPEGs, one after another.
 * @param light how bright it is, as a share of the palette
 */
export async function writeCameraFile(file: string, light = 1): Promise<void> {
  const frames: Buffer[] = [];
  for (let frame = 0; frame < FRAMES; frame++) frames.push(await draw(frame, light));
  await writeFile(file, Buffer.concat(frames));
}
