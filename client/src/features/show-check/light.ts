/**
 * The light in a picture. Brightness is luma as Rec. 709 weighs it, of the values as they are coded, from 0 for black to
 * 255 for white.
 */
export interface Light {
  mean: number;
  /** Of the middle, where the seller or the goods are. */
  centre: number;
  /** Of everything around it. */
  edges: number;
  /** How far pixels are from the mean, as a standard deviation. */
  spread: number;
  /** Share of pixels that are black, 0 to 1: nothing can be made out in them. */
  crushed: number;
  /** Share of pixels that are white, 0 to 1. */
  blown: number;
}

export type LightVerdict = "covered" | "dark" | "backlit" | "bright" | "good";

/** Black of video in its usual, limited range. */
const CRUSHED_LUMA = 16;
/** The last two percent: whatever was there is white now. */
const BLOWN_LUMA = 250;
/** Where the middle is, as shares of width and height: a person's head and hands at a table fill it. */
const CENTRE = { left: 0.3, right: 0.7, top: 0.2, bottom: 0.8 } as const;

/** A lens with a cover before it gives black with a little noise, and the same everywhere; a night has lights in it. */
const COVERED = { mean: 24, spread: 8 } as const;
/** Two stops below a grey card, which is 118 in sRGB: below that skin is noise. */
const DARK_MEAN = 60;
/** Half of the picture lost in black, and the middle not lit: a lamp that lights the wrong place. */
const DARK_CRUSHED = 0.5;
/** The middle below this is a silhouette when what surrounds it is so many times as bright: two stops in sRGB are 1.9. */
const BACKLIT = { centre: 85, times: 1.9 } as const;
/** A quarter of the picture white, or all of it nearly: two stops above a grey card are 221. */
const BRIGHT = { blown: 0.25, mean: 221 } as const;

const lumaAt = (pixels: Uint8ClampedArray, pixel: number): number =>
  0.2126 * (pixels[pixel * 4] ?? 0) +
  0.7152 * (pixels[pixel * 4 + 1] ?? 0) +
  0.0722 * (pixels[pixel * 4 + 2] ?? 0);

const isCentre = (x: number, y: number): boolean =>
  x >= CENTRE.left && x < CENTRE.right && y >= CENTRE.top && y < CENTRE.bottom;

/** Measures one small picture. @param pixels red, green, blue and alpha, row by row */
export const lightOf = (pixels: Uint8ClampedArray, width: number, height: number): Light => {
  const all = width * height;
  let [sum, squares, centre, inCentre, crushed, blown] = [0, 0, 0, 0, 0, 0];
  for (let pixel = 0; pixel < all; pixel++) {
    const luma = lumaAt(pixels, pixel);
    sum += luma;
    squares += luma * luma;
    if (luma <= CRUSHED_LUMA) crushed++;
    if (luma >= BLOWN_LUMA) blown++;
    if (!isCentre((pixel % width) / width, Math.floor(pixel / width) / height)) continue;
    centre += luma;
    inCentre++;
  }
  const mean = sum / all;
  return {
    mean,
    centre: centre / inCentre,
    edges: (sum - centre) / (all - inCentre),
    spread: Math.sqrt(Math.max(0, squares / all - mean * mean)),
    crushed: crushed / all,
    blown: blown / all,
  };
};

/** The light over some moments: a hand before the lens, or goods held up, are no verdict. Null of none. */
export const meanLight = (lights: readonly Light[]): Light | null => {
  if (lights.length === 0) return null;
  const mean = (key: keyof Light) => lights.reduce((sum, light) => sum + light[key], 0) / lights.length;
  return {
    mean: mean("mean"),
    centre: mean("centre"),
    edges: mean("edges"),
    spread: mean("spread"),
    crushed: mean("crushed"),
    blown: mean("blown"),
  };
};

/** What a creator should know about the light. Against a black cloth a lit middle is good light, not too little. */
export const judgeLight = ({ mean, centre, edges, spread, crushed, blown }: Light): LightVerdict => {
  if (mean < COVERED.mean && spread < COVERED.spread) return "covered";
  if (centre < BACKLIT.centre && edges >= DARK_MEAN && edges >= centre * BACKLIT.times) return "backlit";
  if (centre < DARK_MEAN && (mean < DARK_MEAN || crushed >= DARK_CRUSHED)) return "dark";
  return blown >= BRIGHT.blown || mean >= BRIGHT.mean ? "bright" : "good";
};
